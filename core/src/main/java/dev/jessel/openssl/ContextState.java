// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslContext;
import dev.jessel.SslReplayGuard;
import dev.jessel.openssl.LibSslCiphers.SSL_security_cb;
import dev.jessel.openssl.LibSslTypes.SSL_CTX;
import dev.jessel.openssl.LibSslTypes.SSL_CTX_alpn_select_cb;
import dev.jessel.openssl.LibSslTypes.SSL_CTX_keylog_cb;
import dev.jessel.openssl.LibSslTypes.SSL_METHOD;
import dev.jessel.openssl.LibSslTypes.SSL_cert_cb;
import dev.jessel.openssl.LibSslTypes.SSL_client_cert_cb;
import dev.jessel.openssl.LibSslTypes.SSL_client_hello_cb_fn;
import dev.jessel.openssl.LibSslTypes.SSL_servername_cb;
import dev.jessel.openssl.LibSslTypes.SSL_tlsext_status_cb;
import dev.jessel.openssl.LibX509Store.X509_STORE;
import dev.jessel.session.Session;
import dev.jessel.x509.TrustAnchors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What stands behind a context's handle. */
abstract sealed class ContextState extends Configured permits LibSslTypes.SSL_CTX {
  private SSL_METHOD method;
  private SslContext settings =
      SslContext.either()
          .trust(TrustAnchors.none())
          .verifyResumed(false)
          .replayGuard(new ResumptionGuard(SslReplayGuard.inMemory(ResumptionGuard.CAPACITY)))
          .build();
  private X509_STORE trust = new X509_STORE();
  private final DaneContext dane = new DaneContext();
  private final ContextSessions sessions = new ContextSessions((SSL_CTX) this);
  private final AtomicInteger references = new AtomicInteger(1);
  private volatile long sessionTimeout = Session.DEFAULT_LIFETIME_SECONDS;
  final TicketSettings tickets = new TicketSettings();
  Optional<SSL_CTX_keylog_cb> keyLogCallback = Optional.empty();
  Optional<SSL_CTX_alpn_select_cb> alpnCallback = Optional.empty();
  Object alpnArgument;
  Optional<SSL_servername_cb> servernameCallback = Optional.empty();
  Object servernameArgument;
  private final List<CustomExtensionEntry> customExtensions = new ArrayList<>();
  Optional<SSL_tlsext_status_cb> statusCallback = Optional.empty();
  Object statusArgument;
  int statusType = LibSslStatus.TLSEXT_STATUSTYPE_nothing;
  Optional<SSL_client_hello_cb_fn> helloCallback = Optional.empty();
  Object helloArgument;
  Optional<SSL_client_cert_cb> clientCertCallback = Optional.empty();

  ContextState(SSL_METHOD method) {
    this.method = method;
  }

  @Override
  final void change(UnaryOperator<SslContext.Builder> change) {
    settings = change.apply(settings.toBuilder()).build();
  }

  @Override
  final int judge(SSL_security_cb callback, int operation, int bits, int nid, Object other) {
    return callback.allow(null, (SSL_CTX) this, operation, bits, nid, other, securityArgument);
  }

  /** The settings as they are now; later changes do not reach who has them. */
  @Override
  final SslContext settings() {
    return settings;
  }

  final void method(SSL_METHOD other) {
    method = other;
  }

  final SSL_METHOD method() {
    return method;
  }

  @Override
  final boolean useIssuerNames() {
    return true; // a connection knows its role
  }

  @Override
  final TrustAnchors chainStore() {
    return certificates().chainStore().orElse(trust).trust().anchors();
  }

  @Override
  final int certificateFlags(int set, int clear) {
    return certificates().flags(set, clear);
  }

  /** Sets who is asked before a certificate is chosen. */
  final void certificateCallback(SSL_cert_cb callback, Object argument) {
    certificates().callback(Optional.ofNullable(callback), argument);
  }

  // ---- Sessions

  final ContextSessions sessions() {
    return sessions;
  }

  /** In seconds. */
  final long sessionTimeout() {
    return sessionTimeout;
  }

  /** Sets how long sessions may be used, 0 for the default; returns what held before. */
  final long sessionTimeout(long seconds) {
    long before = sessionTimeout;
    sessionTimeout = seconds;
    long meant = seconds <= 0 ? Session.DEFAULT_LIFETIME_SECONDS : seconds;
    change(builder -> builder.sessionTimeout(Math.min(meant, Session.MAX_LIFETIME_SECONDS)));
    return before;
  }

  final void addReference() {
    references.incrementAndGet();
  }

  /** With the last one the sessions go, as their callback is told. */
  final void dropReference() {
    if (references.decrementAndGet() == 0) {
      sessions.flushAll();
    }
  }

  /** Adds an extension of the application's; false when that end speaks one of its type. */
  final boolean customExtension(CustomExtensionEntry entry) {
    boolean fresh =
        customExtensions.stream()
            .noneMatch(known -> known.type() == entry.type() && known.role().meets(entry.role()));
    return fresh && customExtensions.add(entry);
  }

  /** The application's own extensions. */
  final List<CustomExtensionEntry> customExtensions() {
    return List.copyOf(customExtensions);
  }

  /** What it knows of TLSA records. */
  final DaneContext dane() {
    return dane;
  }

  final X509_STORE trust() {
    return trust;
  }

  final void trust(X509_STORE store) {
    trust = store;
  }

  /** Sets whom paths must end at, in place of the context's store; null for that one. */
  final void verifyStore(X509_STORE store) {
    certificates().verifyStore(Optional.ofNullable(store));
  }

  /** Where paths of the peer's certificates must end. */
  final X509_STORE judgeStore() {
    return certificates().verifyStore().orElse(trust);
  }

  final boolean trustFile(String file) {
    return trustMore(() -> CertificateFiles.ofFile(file));
  }

  final boolean trustDirectory(String directory) {
    return trustMore(() -> CertificateFiles.ofDirectory(directory))
        && LibX509Store.X509_STORE_load_path(trust, directory) == 1;
  }

  final boolean trustStore(String store) {
    return trustMore(() -> CertificateFiles.ofStore(store));
  }

  final boolean trustSystem() {
    return trustMore(TrustAnchors::system);
  }

  @Override
  final boolean trustMore(CertificateFiles.Source source) {
    return trust.addFrom(source);
  }
}
