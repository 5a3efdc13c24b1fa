// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.Configured.CertificateTypes;
import java.security.PublicKey;

/**
 * Raw public keys (RFC 7250). Where C has a pointer and a length, there is an array; null stands
 * for what was not set. A side that shows its key needs a certificate for it all the same, which
 * stays at home.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_set1_server_cert_type/">
 *     SSL_set1_server_cert_type(3)</a>
 */
public class LibSslRawKeys extends LibSslInfo {
  /** A chain of certificates. */
  public static final int TLSEXT_cert_type_x509 = 0;

  /** A key alone. */
  public static final int TLSEXT_cert_type_rpk = 2;

  LibSslRawKeys() {}

  /** Sets what clients may show, {@code TLSEXT_cert_type_...}; null for certificates alone. */
  public static int SSL_CTX_set1_client_cert_type(SSL_CTX ctx, byte[] val, int len) {
    return flag(ctx.certificateTypes(CertificateTypes.CLIENT, val, len));
  }

  /** Sets what servers may show, {@code TLSEXT_cert_type_...}; null for certificates alone. */
  public static int SSL_CTX_set1_server_cert_type(SSL_CTX ctx, byte[] val, int len) {
    return flag(ctx.certificateTypes(CertificateTypes.SERVER, val, len));
  }

  /** What clients may show, as it was set. */
  public static byte[] SSL_CTX_get0_client_cert_type(SSL_CTX ctx) {
    return ctx.certificateTypes(CertificateTypes.CLIENT);
  }

  /** What servers may show, as it was set. */
  public static byte[] SSL_CTX_get0_server_cert_type(SSL_CTX ctx) {
    return ctx.certificateTypes(CertificateTypes.SERVER);
  }

  /** As {@link #SSL_CTX_set1_client_cert_type}, for one connection. */
  public static int SSL_set1_client_cert_type(SSL ssl, byte[] val, int len) {
    return flag(ssl.certificateTypes(CertificateTypes.CLIENT, val, len));
  }

  /** As {@link #SSL_CTX_set1_server_cert_type}, for one connection. */
  public static int SSL_set1_server_cert_type(SSL ssl, byte[] val, int len) {
    return flag(ssl.certificateTypes(CertificateTypes.SERVER, val, len));
  }

  /** What clients may show, as it was set. */
  public static byte[] SSL_get0_client_cert_type(SSL ssl) {
    return ssl.certificateTypes(CertificateTypes.CLIENT);
  }

  /** What servers may show, as it was set. */
  public static byte[] SSL_get0_server_cert_type(SSL ssl) {
    return ssl.certificateTypes(CertificateTypes.SERVER);
  }

  /** What the client shows, {@code TLSEXT_cert_type_...}. */
  public static int SSL_get_negotiated_client_cert_type(SSL ssl) {
    return ssl.ssl().clientCertificateType().code();
  }

  /** What the server shows, {@code TLSEXT_cert_type_...}. */
  public static int SSL_get_negotiated_server_cert_type(SSL ssl) {
    return ssl.ssl().serverCertificateType().code();
  }

  /** Adds a key that the peer may have. */
  public static int SSL_add_expected_rpk(SSL ssl, PublicKey rpk) {
    return flag(rpk != null && rpk.getEncoded() != null && ssl.expect(rpk));
  }

  /** The key that the peer showed in place of a certificate; null for none. */
  public static PublicKey SSL_get0_peer_rpk(SSL ssl) {
    return ssl.ssl().peerRawPublicKey().orElse(null);
  }
}
