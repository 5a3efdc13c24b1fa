// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.SslPsk;
import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.crypto.Secret;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the library's questions for one connection as the flags say; in an asynchronous test each
 * of them is put off at first. Remembers what happened.
 *
 * <p>As the runner's tests want it, a client ends the handshake when none of its credentials fits,
 * and neither side shows the key of a certificate as a raw one; left to itself the library goes on
 * without a certificate, and shows such a key.
 */
final class ShimCallbacks implements SslListener {
  private static final int SERVER_HELLO = 2;
  private static final int SESSION_ID_LENGTH = 4 + 2 + 32;

  private enum Question {
    CLIENT_HELLO(1),
    CREDENTIAL(1),
    SIGN(2),
    VERIFY(1);

    private final int delays;

    Question(int delays) {
      this.delays = delays;
    }
  }

  private static final String VERIFY_FAIL = "verify-fail";

  private final ShimFlags flags;
  private final ShimFlags retry;
  private final ShimCredentials credentials;
  private final Map<Question, Integer> asked = new EnumMap<>(Question.class);
  private List<String> offeredProtocols = List.of();
  private final ShimPeer peer = new ShimPeer();
  private final List<String> secrets = new ArrayList<>();
  private final StringBuilder trace = new StringBuilder();
  private boolean sessionNamed;
  private final ShimHistory history;

  /**
   * Answers.
   *
   * @param retry what counts once early data is refused
   */
  ShimCallbacks(
      ShimFlags flags, ShimFlags retry, ShimCredentials credentials, ShimHistory history) {
    this.flags = flags;
    this.retry = retry;
    this.credentials = credentials;
    this.history = history;
  }

  void install(SslContext.Builder builder) {
    SslContext.Builder ignored =
        builder
            .listener(this)
            .peerVerifier(this::judge)
            .signer(this::sign)
            .clientHelloInspector(this::inspect);
    if (flags.has("async") || flags.has("fail-cert-callback") || !credentials.all().isEmpty()) {
      ignored = builder.credentialChooser(this::choose);
    }
    ShimTickets.install(flags, builder);
    if (flags.has("export-traffic-secrets")) {
      ignored = builder.keyLog(secrets::add);
    }
    if (flags.has("use-ocsp-callback") && flags.has("server")) {
      ignored = builder.statusSource(this::responses);
    }
    if (flags.has("psk")) {
      ignored =
          builder
              .pskChooser(Optional.of(this::choosePsk))
              .pskFinder(Optional.of(this::findPsk))
              .pskIdentityHint(flags.value("psk-identity"));
    }
    List<SslPsk> keys = credentials.preSharedKeys();
    if (!keys.isEmpty()) {
      ignored =
          builder
              .externalPskChooser(Optional.of(() -> SslReply.now(keys)))
              .externalPskFinder(
                  Optional.of(
                      identity ->
                          SslReply.now(
                              keys.stream()
                                  .filter(key -> key.identity().equals(identity))
                                  .findFirst())));
    }
    if (flags.has("select-alpn") || flags.has("decline-alpn") || flags.has("select-empty-alpn")) {
      ignored = builder.protocolSelector(this::selectProtocol);
    }
  }

  /** Whether this server's ServerHello had a session id. */
  boolean namedSession() {
    return sessionNamed;
  }

  /** What the client offered; empty when it offered nothing or there was no ClientHello. */
  List<String> offeredProtocols() {
    return offeredProtocols;
  }

  @Override
  public void session(Ssl ssl, SslSession session) {
    history.received(session);
  }

  @Override
  public void ssl2Message(Ssl ssl, boolean sent, Bytes message) {
    trace(sent, "v2clienthello");
  }

  @Override
  public void changeCipherSpec(Ssl ssl, boolean sent) {
    trace(sent, "ccs");
  }

  @Override
  public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
    trace(sent, "alert " + level + " " + alert.code());
  }

  @Override
  public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
    trace(sent, "hs " + message.at(0));
    if (!sent) {
      peer.said(ssl, message);
    }
    if (sent && message.at(0) == SERVER_HELLO) {
      sessionNamed = message.at(SESSION_ID_LENGTH) > 0;
    }
  }

  private void trace(boolean sent, String what) {
    trace.append(sent ? "write " : "read ").append(what).append('\n');
  }

  /** What came and went, a line for each message. */
  String trace() {
    return trace.toString();
  }

  private <T> SslReply<T> answer(Question question, Supplier<T> answer) {
    int before = asked.merge(question, 1, Integer::sum) - 1;
    boolean later = flags.has("async") && before < question.delays;
    return later ? SslReply.later() : SslReply.now(answer.get());
  }

  private SslReply<VerifyResult> judge(List<PeerCertificate> chain, PathVerdict verdict) {
    return answer(
        Question.VERIFY,
        () -> {
          if (flags.has("use-ocsp-callback") && flags.has("fail-ocsp-callback")) {
            throw new SslRefusal(SslReason.INVALID_STATUS_RESPONSE);
          }
          // What is judged behind a ServerHello is none of a session that was offered.
          return judgement(peer.hasSent(SERVER_HELLO) && retry.has(VERIFY_FAIL) ? retry : flags);
        });
  }

  private List<Bytes> responses(Credential credential) {
    if (flags.has("fail-ocsp-callback")) {
      throw new SslRefusal(SslReason.CLIENTHELLO_TLSEXT, AlertDescription.INTERNAL_ERROR);
    }
    return flags.has("decline-ocsp-callback")
        ? List.of()
        : credential.ocspResponse().map(List::of).orElse(List.of());
  }

  /** The runner's two kinds of callback fail with different alerts; so do our results. */
  static VerifyResult judgement(ShimFlags flags) {
    if (!flags.has(VERIFY_FAIL)) {
      return VerifyResult.OK;
    }
    return flags.has("use-custom-verify-callback")
        ? VerifyResult.UNSUPPORTED_CONSTRAINT_TYPE
        : VerifyResult.APPLICATION_VERIFICATION;
  }

  private SslReply<Boolean> inspect(SslCallbacks.ClientHelloView hello) {
    offeredProtocols = hello.applicationProtocols();
    return answer(
        Question.CLIENT_HELLO,
        () -> {
          if (flags.has("fail-ddos-callback")) {
            throw new SslRefusal(SslReason.CALLBACK_FAILED, AlertDescription.INTERNAL_ERROR);
          }
          return !flags.has("fail-early-callback");
        });
  }

  private SslReply<Optional<Credential>> choose(SslCallbacks.CredentialWanted wanted) {
    if (flags.has("fail-cert-callback")) {
      throw new IllegalStateException("told to fail");
    }
    return answer(
        Question.CREDENTIAL,
        () -> {
          Optional<Credential> best = wanted.best(shownAs(wanted.type()));
          if (best.isEmpty() && !flags.has("server") && !credentials.all().isEmpty()) {
            throw new SslRefusal(SslReason.NO_SUITABLE_SIGNATURE_ALGORITHM);
          }
          return best;
        });
  }

  private List<Credential> shownAs(CertificateType type) {
    boolean raw = type.equals(CertificateType.RAW_PUBLIC_KEY);
    return credentials.all().stream().filter(c -> c.isRawPublicKey() == raw).toList();
  }

  /** What the peer said it takes, and what it has sent so far. */
  ShimPeer peer() {
    return peer;
  }

  /** A secret of this connection by its name in the NSS key log format. */
  Bytes secret(String name) {
    return secrets.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> Bytes.of(HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1))))
        .findFirst()
        .orElseThrow(() -> TestEnd.failed("no secret " + name));
  }

  private SslReply<Bytes> sign(Credential credential, SignatureScheme scheme, Bytes content) {
    return answer(
        Question.SIGN,
        () -> {
          try {
            return ShimCredentials.CRYPTO
                .signer(credential.privateKey(), scheme, version(credential, scheme))
                .sign(content.toArray());
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
          }
        });
  }

  private SslReply<Optional<SslCallbacks.PskIdentity>> choosePsk(Optional<String> hint) {
    String identity = flags.value("psk-identity").orElse("");
    return SslReply.now(
        hint.orElse("").equals(identity)
            ? Optional.of(new SslCallbacks.PskIdentity(identity, psk()))
            : Optional.empty());
  }

  private SslReply<Optional<Secret>> findPsk(String identity) {
    boolean known = identity.equals(flags.value("psk-identity").orElse(""));
    return SslReply.now(known ? Optional.of(psk()) : Optional.empty());
  }

  private Secret psk() {
    return Secret.take(ShimSettings.bytes(flags.value("psk")));
  }

  /** An ECDSA scheme that does not name the key's own curve can only be meant for TLS 1.2. */
  private static ProtocolVersion version(Credential credential, SignatureScheme scheme) {
    boolean newest = ShimCredentials.CRYPTO.schemesFor(credential.publicKey()).contains(scheme);
    return newest ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
  }

  private Optional<String> selectProtocol(List<String> offered) {
    if (flags.has("decline-alpn")) {
      return Optional.empty();
    }
    return flags.has("select-empty-alpn") ? Optional.of("") : flags.value("select-alpn");
  }
}
