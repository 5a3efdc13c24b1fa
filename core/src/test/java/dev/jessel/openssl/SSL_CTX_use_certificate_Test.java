// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.Certificates;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PrivateKeys;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.junit.jupiter.api.Test;

/** SSL_CTX_use_certificate(3): certificates and keys, from files and from memory. */
class SSL_CTX_use_certificate_Test {
  private final PeerCertificate certificate = read("localhost.pem");
  private final PeerCertificate issuer = read("ca.pem");
  private final PrivateKey key = key("localhost.key");

  @Test
  void aContextTakesObjects() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get0_certificate(context)).isNull();
    assertThat(SSL_CTX_get0_privatekey(context)).isNull();
    assertThat(SSL_CTX_use_certificate(context, certificate)).isEqualTo(1);
    assertThat(SSL_CTX_use_PrivateKey(context, key)).isEqualTo(1);
    assertThat(SSL_CTX_check_private_key(context)).isEqualTo(1);
    assertThat(SSL_CTX_get0_certificate(context)).isEqualTo(certificate);
    assertThat(SSL_CTX_get0_privatekey(context)).isEqualTo(key);
  }

  @Test
  void aConnectionTakesObjects() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_check_private_key(ssl)).isZero();
    ERR_clear_error();
    assertThat(SSL_use_certificate(ssl, certificate)).isEqualTo(1);
    assertThat(SSL_use_PrivateKey(ssl, key)).isEqualTo(1);
    assertThat(SSL_check_private_key(ssl)).isEqualTo(1);
    assertThat(SSL_get_certificate(ssl)).isEqualTo(certificate);
    assertThat(SSL_get_privatekey(ssl)).isEqualTo(key);
    SSL_certs_clear(ssl);
    assertThat(SSL_get_certificate(ssl)).isNull();
    assertThat(SSL_get_privatekey(ssl)).isNull();
  }

  @Test
  void aConnectionReadsFiles() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_use_certificate_file(ssl, fixture("localhost.der"), SSL_FILETYPE_ASN1))
        .isEqualTo(1);
    assertThat(SSL_use_PrivateKey_file(ssl, fixture("localhost.key"), SSL_FILETYPE_PEM))
        .isEqualTo(1);
    assertThat(SSL_check_private_key(ssl)).isEqualTo(1);
    assertThat(SSL_use_certificate_chain_file(ssl, fixture("localhost.pem"))).isEqualTo(1);
    assertThat(SSL_use_PrivateKey_file(ssl, fixture("client.key"), SSL_FILETYPE_PEM)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("key values mismatch");
  }

  @Test
  void anIssuerStandsBehindTheCertificate() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_add1_chain_cert(ends.serverContext, issuer)).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get_peer_cert_chain(ends.client)).containsExactly(certificate, issuer);
    Endpoints others = Endpoints.overPair();
    assertThat(SSL_CTX_add_extra_chain_cert(others.serverContext, issuer)).isEqualTo(1);
    others.shake();
    assertThat(SSL_get_peer_cert_chain(others.client)).containsExactly(certificate, issuer);
    Endpoints third = Endpoints.overPair().make();
    assertThat(SSL_add1_chain_cert(third.server, issuer)).isEqualTo(1);
    third.shakeOnly();
    assertThat(SSL_get_peer_cert_chain(third.client)).hasSize(2);
    assertThat(SSL_get_peer_certificate(third.client)).isEqualTo(certificate);
  }

  private static PeerCertificate read(String file) {
    try {
      return Certificates.read(Path.of(fixture(file))).get(0);
    } catch (dev.jessel.x509.PemException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrivateKey key(String file) {
    try {
      return PrivateKeys.read(Path.of(fixture(file)), PasswordSource.none());
    } catch (dev.jessel.x509.PemException e) {
      throw new IllegalStateException(e);
    }
  }
}
