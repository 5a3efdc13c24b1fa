// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslContext;
import dev.jessel.openssl.LibSslCiphers.SSL_security_cb;
import dev.jessel.openssl.LibSslTypes.SSL_CTX;
import dev.jessel.openssl.LibSslTypes.SSL_CTX_alpn_select_cb;
import dev.jessel.openssl.LibSslTypes.SSL_CTX_keylog_cb;
import dev.jessel.openssl.LibSslTypes.SSL_METHOD;
import dev.jessel.openssl.LibSslTypes.SSL_servername_cb;
import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What stands behind a context's handle. */
abstract sealed class ContextState extends Configured permits LibSslTypes.SSL_CTX {
  private final SSL_METHOD method;
  private SslContext settings = SslContext.either().trust(TrustAnchors.none()).build();
  private TrustAnchors trust = TrustAnchors.none();
  Optional<SSL_CTX_keylog_cb> keyLogCallback = Optional.empty();
  Optional<SSL_CTX_alpn_select_cb> alpnCallback = Optional.empty();
  Object alpnArgument;
  Optional<SSL_servername_cb> servernameCallback = Optional.empty();
  Object servernameArgument;

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

  final SSL_METHOD method() {
    return method;
  }

  final TrustAnchors trust() {
    return trust;
  }

  final void trust(TrustAnchors anchors) {
    trust = anchors;
    change(builder -> builder.trust(anchors));
  }

  final boolean trustFile(String file) {
    return trustMore(() -> TrustAnchors.ofPemFile(path(file)));
  }

  final boolean trustDirectory(String directory) {
    return trustMore(() -> TrustAnchors.ofDirectory(path(directory)));
  }

  final boolean trustSystem() {
    return trustMore(TrustAnchors::system);
  }

  /** Where trust comes from. */
  private interface Source {
    TrustAnchors read() throws PemException;
  }

  private boolean trustMore(Source source) {
    try {
      trust(trust.plus(source.read()));
      return true;
    } catch (PemException e) {
      return refuse(ErrorCode.LIB_X509, ErrorCode.SYS_LIB, e.getMessage());
    }
  }
}
