// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.Ssl;
import dev.jessel.SslCalls;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibSslCiphers.SSL_security_cb;
import dev.jessel.openssl.LibSslPsk.SSL_psk_client_cb_func;
import dev.jessel.openssl.LibSslPsk.SSL_psk_server_cb_func;
import dev.jessel.openssl.LibSslRecords.SSL_record_padding_cb;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_CTX;
import dev.jessel.openssl.LibSslTypes.SSL_METHOD;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.openssl.LibSslTypes.SSL_cert_cb;
import dev.jessel.openssl.LibSslTypes.SSL_tlsext_debug_cb;
import dev.jessel.openssl.LibX509.X509_NAME;
import dev.jessel.openssl.LibX509Store.X509_STORE;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.TrustAnchors;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What stands behind a connection's handle: an {@link Ssl} with the call contract of {@link
 * SslCalls}, and what only C wants to know about it.
 */
abstract sealed class ConnectionState extends Configured permits LibSslTypes.SSL {
  private final AtomicInteger references = new AtomicInteger(1);
  private final Ssl ssl;
  private final PeerJudge judge = new PeerJudge((SSL) this);
  private final CallbackBridge bridge = new CallbackBridge((SSL) this);
  private final StatusState status = new StatusState((SSL) this);
  private final TicketBridge ticketBridge = new TicketBridge((SSL) this);
  private final ExternalSessionBridge external = new ExternalSessionBridge((SSL) this);
  private final DaneConnection dane;
  private final ConnectionSessions sessions;
  private SSL_CTX context;
  private SSL_METHOD method;
  private boolean exitOwed;
  private boolean dhAsked;
  private boolean ticketsAsked;
  Optional<String> hostName = Optional.empty();
  long renegotiationsTold;
  Object readDescriptor;
  Object writeDescriptor;
  Optional<SSL_tlsext_debug_cb> extensionCallback = Optional.empty();
  Object extensionArgument;

  ConnectionState(SSL_CTX context) {
    this.context = context;
    this.method = context.method();
    this.dane = new DaneConnection(this, context.dane());
    copyFrom(context);
    context.addReference();
    sessions = new ConnectionSessions((SSL) this, context.sessions());
    ssl = context.settings().newSsl();
    ssl.configure(builder -> withCallbacks(builder.acknowledgeServerName(false)));
    status.type(context.statusType);
    calls().quietShutdown(quietShutdown);
  }

  @Override
  final void change(UnaryOperator<SslContext.Builder> change) {
    calls().adjust(change);
  }

  @Override
  final SslContext settings() {
    return ssl.context();
  }

  @Override
  final int judge(SSL_security_cb callback, int operation, int bits, int nid, Object other) {
    return callback.allow((SSL) this, null, operation, bits, nid, other, securityArgument);
  }

  final Ssl ssl() {
    return ssl;
  }

  final SslCalls calls() {
    return ssl.calls();
  }

  final PeerJudge judge() {
    return judge;
  }

  /** The peer's TLSA records. */
  final DaneConnection dane() {
    return dane;
  }

  /** The session of the connection, and those of its context. */
  final ConnectionSessions sessions() {
    return sessions;
  }

  /** The connection is freed: its session goes, unless it was closed in good order. */
  final void giveUpSession() {
    sessions.dropBad();
    sessions.forget();
    context.dropReference();
  }

  /** The session that a ticket is being made for; empty but within the callback that is told. */
  final Optional<SSL_SESSION> sealing() {
    return ticketBridge.sealing();
  }

  /** Sessions that no handshake has made. */
  final ExternalSessionBridge external() {
    return external;
  }

  /** OCSP responses. */
  final StatusState status() {
    return status;
  }

  /** What the messages of the handshake said. */
  final HandshakeNotes notes() {
    return bridge.notes();
  }

  final SSL_METHOD method() {
    return method;
  }

  final void method(SSL_METHOD other) {
    method = other;
  }

  final SSL_CTX context() {
    return context;
  }

  final void context(SSL_CTX other) {
    context = other;
  }

  /** Takes over another connection's settings, its names included. */
  final void copySettings(ConnectionState other) {
    copyFrom(other);
    hostName = other.hostName;
    dane.copyFrom(other.dane);
    change(builder -> withCallbacks(other.ssl.context().toBuilder()));
    if (other.calls().hasRole()) {
      role(other.ssl.isServer());
    }
    calls().quietShutdown(other.calls().isQuietShutdown());
    other.sessions.current().ifPresent(sessions::use);
  }

  @Override
  final boolean useIssuerNames() {
    List<Bytes> names =
        certificates().namesForPeer(ssl.isServer()).stream().map(X509_NAME::der).toList();
    return tryChange(builder -> builder.clientIssuers(names));
  }

  @Override
  final TrustAnchors chainStore() {
    return certificates()
        .chainStore()
        .map(store -> store.trust().anchors())
        .orElseGet(context::chainStore);
  }

  @Override
  final int certificateFlags(int set, int clear) {
    int on = certificates().flags(set, clear);
    change(this::withCallbacks);
    return on;
  }

  /** Sets whom paths must end at, in place of the context's store; null for that one. */
  final void verifyStore(X509_STORE store) {
    certificates().verifyStore(Optional.ofNullable(store));
  }

  @Override
  final boolean trustMore(CertificateFiles.Source source) {
    X509_STORE own = new X509_STORE();
    own.trust(judgeStore().trust());
    own.parameters().copyFrom(judgeStore().parameters());
    boolean read = own.addFrom(source);
    if (read) {
      verifyStore(own);
    }
    return read;
  }

  /** Whom paths must end at. */
  final X509_STORE judgeStore() {
    return certificates().verifyStore().orElseGet(context::judgeStore);
  }

  /** Sets who is asked before a certificate is chosen. */
  final void certificateCallback(SSL_cert_cb callback, Object argument) {
    certificates().callback(Optional.ofNullable(callback), argument);
    change(this::withCallbacks);
  }

  /**
   * Goes on with what another context has to do with certificates: those that are shown and their
   * callback, trust, names of issuers, signature schemes, security; and with its callbacks. Whether
   * the peer is verified stays, as options do.
   */
  final void switchTo(SSL_CTX other) {
    takeSessionIdContext(other);
    other.addReference();
    context.dropReference();
    context = other;
    certificatesOf(other);
    String schemes =
        other.settings().toBuilder().signatureSchemes().stream()
            .map(SignatureScheme::name)
            .collect(Collectors.joining(":"));
    int level = other.settings().toBuilder().securityLevel();
    change(builder -> withCallbacks(builder.signatureSchemes(schemes).securityLevel(level)));
    boolean told = useIssuerNames();
    assert told;
  }

  /** One that was set for this connection alone stays. */
  private void takeSessionIdContext(SSL_CTX other) {
    if (sessionIdContext().equals(context.sessionIdContext())) {
      byte[] bytes = other.sessionIdContext().toArray();
      boolean fits = sessionIdContext(bytes, bytes.length);
      assert fits;
    }
  }

  final void addReference() {
    references.incrementAndGet();
  }

  /** True when that was the last one. */
  final boolean dropReference() {
    return references.decrementAndGet() == 0;
  }

  /** Forgets the connection; false when another thread is in a call on it. */
  final boolean startOver() {
    sessions.dropBad();
    if (calls().clear() == 0) {
      return false;
    }
    forgetHandshake();
    return true;
  }

  /** Becomes one end, from the beginning. */
  final void role(boolean server) {
    forgetHandshake();
    Ssl same = server ? ssl.acceptState() : ssl.connectState();
    assert same == ssl;
    boolean told = useIssuerNames();
    assert told;
  }

  /**
   * Before a call that may run the handshake: libssl empties the queue there.
   *
   * @return false when the call must not be made; {@link #leave} then gives what to return
   */
  final boolean enter() {
    SslCalls calls = calls();
    if (!calls.isInInit() || calls.isDead()) {
      return true;
    }
    ErrorQueue.current().clear();
    exitOwed = calls.hasRole();
    askForDh();
    offerSession();
    askForTickets();
    return true;
  }

  private void forgetHandshake() {
    sessions.startOver();
    bridge.startOver();
    judge.startOver();
    status.startOver();
    dhAsked = false;
  }

  private void offerSession() {
    if (sessions.isChosen() && calls().isBefore() && calls().hasRole() && !ssl.isServer()) {
      change(builder -> builder.session(sessions.offered()));
    }
  }

  /** The context may have got keys, or callbacks, since the connection was made. */
  private void askForTickets() {
    if (!ticketsAsked && context.tickets.isAsked()) {
      ticketsAsked = true;
      useCallbacks();
    }
  }

  private void askForDh() {
    if (!dhAsked && calls().hasRole() && ssl.isServer()) {
      dhAsked = true;
      dh().ask((SSL) this).ifPresent(group -> change(b -> b.dhParameters(Optional.of(group))));
    }
  }

  /** Callbacks have changed. */
  final void useCallbacks() {
    change(this::withCallbacks);
  }

  /** Sets who gives a client identity and key. */
  final void pskClient(Optional<SSL_psk_client_cb_func> callback) {
    pskClient = callback;
    change(this::withCallbacks);
  }

  /** Sets who knows the keys of clients. */
  final void pskServer(Optional<SSL_psk_server_cb_func> callback) {
    pskServer = callback;
    change(this::withCallbacks);
  }

  /** After a call: queues why it failed, and tells the info callback. */
  final int leave(int returned) {
    if (returned <= 0) {
      queueFailure();
    }
    if (exitOwed) {
      exitOwed = false;
      bridge.exit(!calls().isInInit());
    }
    return returned;
  }

  /** A call that is not allowed now. */
  final int misused(SslReason reason) {
    calls().misused(reason);
    return leave(-1);
  }

  private void queueFailure() {
    Optional<SslException> failure = calls().failure();
    if (failure.isPresent() && !calls().wasDeadBefore()) {
      ErrorQueue.current().push(failure.get());
    }
  }

  /** Sets who decides on the padding of this connection's records. */
  final void paddingCallback(Optional<SSL_record_padding_cb> callback) {
    paddingCallback = callback;
    change(this::padded);
  }

  private SslContext.Builder padded(SslContext.Builder builder) {
    return paddingCallback.isPresent()
        ? builder.recordPadding(bridge::padding)
        : builder.noRecordPadding();
  }

  private SslContext.Builder withCallbacks(SslContext.Builder builder) {
    if (context.keyLogCallback.isPresent()) {
      builder = builder.keyLog(bridge::keyLog);
    }
    if (context.servernameCallback.isPresent() || context.helloCallback.isPresent()) {
      builder = builder.clientHelloInspector(bridge::inspect);
    }
    if (choosesCredential()) {
      builder = builder.credentialChooser(bridge::choose);
    }
    PskBridge psk = new PskBridge((SSL) this);
    SessionPskBridge outside = new SessionPskBridge((SSL) this);
    builder = CustomExtensionBridge.apply((SSL) this, context.customExtensions(), builder);
    return external
        .apply(padded(withSecurityCallback(builder)))
        .listener(bridge)
        .allowEarlyData(session -> SslReply.now(allowsEarlyData((SSL) this)))
        .sessionStore(sessions)
        .sessionPolicy(sessions)
        .pskChooser(pskClient.map(any -> psk::choose))
        .pskFinder(pskServer.map(any -> psk::find))
        .externalPskChooser(pskUse.map(any -> outside::choose))
        .externalPskFinder(pskFind.map(any -> outside::find))
        .ticketPolicy(ticketBridge)
        .ticketProtection(context.tickets.isAsked() ? Optional.of(ticketBridge) : Optional.empty())
        .peerValidator(judge::validate)
        .peerVerifier(status::judge)
        .statusSource(status::send)
        .protocolSelector(bridge::selectProtocol);
  }

  private boolean choosesCredential() {
    return context.servernameCallback.isPresent()
        || context.helloCallback.isPresent()
        || context.clientCertCallback.isPresent()
        || certificates().hasCallback()
        || certificates().isStrict();
  }
}
