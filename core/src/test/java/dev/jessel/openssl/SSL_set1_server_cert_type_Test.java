// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.TlsException;
import dev.jessel.x509.VerifyResult;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SSL_set1_server_cert_type(3): raw public keys. */
class SSL_set1_server_cert_type_Test {
  private static final byte[] RAW = {TLSEXT_cert_type_rpk};
  private static final byte[] BOTH = {TLSEXT_cert_type_rpk, TLSEXT_cert_type_x509};

  private static PublicKey key(String file) {
    try {
      return Fixtures.certificate(file).publicKey();
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theDefaultIsX509() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_get0_client_cert_type(ends.clientContext)).isNull();
    assertThat(SSL_CTX_get0_server_cert_type(ends.clientContext)).isNull();
    ends.shake();
    assertThat(SSL_get_negotiated_client_cert_type(ends.client)).isEqualTo(TLSEXT_cert_type_x509);
    assertThat(SSL_get_negotiated_server_cert_type(ends.client)).isEqualTo(TLSEXT_cert_type_x509);
    assertThat(SSL_get0_peer_rpk(ends.client)).isNull();
  }

  @Test
  void whatIsSetIsInheritedAndForgotten() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set1_client_cert_type(ends.clientContext, BOTH, 2)).isEqualTo(1);
    assertThat(SSL_CTX_set1_server_cert_type(ends.clientContext, BOTH, 1)).isEqualTo(1);
    assertThat(SSL_CTX_get0_client_cert_type(ends.clientContext)).isEqualTo(BOTH);
    assertThat(SSL_CTX_get0_server_cert_type(ends.clientContext)).isEqualTo(RAW);
    SSL ssl = SSL_new(ends.clientContext);
    assertThat(SSL_get0_client_cert_type(ssl)).isEqualTo(BOTH);
    assertThat(SSL_get0_server_cert_type(ssl)).isEqualTo(RAW);
    assertThat(SSL_set1_client_cert_type(ssl, null, 0)).isEqualTo(1);
    assertThat(SSL_set1_server_cert_type(ssl, null, 0)).isEqualTo(1);
    assertThat(SSL_get0_client_cert_type(ssl)).isNull();
    assertThat(SSL_get0_server_cert_type(ssl)).isNull();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set1_server_cert_type(ends.clientContext, RAW, 0)).isZero();
    assertThat(SSL_CTX_set1_server_cert_type(ends.clientContext, null, 1)).isZero();
    assertThat(SSL_CTX_set1_server_cert_type(ends.clientContext, new byte[] {2, 2}, 2)).isZero();
    assertThat(SSL_CTX_set1_server_cert_type(ends.clientContext, new byte[] {1}, 1)).isZero();
    assertThat(SSL_add_expected_rpk(SSL_new(ends.clientContext), null)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {TLS1_2_VERSION, TLS1_3_VERSION})
  void aServerShowsItsKeyAlone(int version) {
    Endpoints ends = Endpoints.overPair().version(version);
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_set1_server_cert_type(ends.clientContext, RAW, 1);
    SSL_CTX_set1_server_cert_type(ends.serverContext, BOTH, 2);
    ends.make();
    assertThat(SSL_add_expected_rpk(ends.client, key("localhost.pem"))).isEqualTo(1);
    assertThat(SSL_set1_host(ends.client, "nobody.example")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_is_init_finished(ends.client)).isEqualTo(1);
    assertThat(SSL_get0_peer_rpk(ends.client)).isEqualTo(key("localhost.pem"));
    assertThat(SSL_get0_peer_certificate(ends.client)).isNull();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
    assertThat(SSL_get_negotiated_server_cert_type(ends.client)).isEqualTo(TLSEXT_cert_type_rpk);
    assertThat(SSL_get_negotiated_server_cert_type(ends.server)).isEqualTo(TLSEXT_cert_type_rpk);
  }

  @Test
  void aClientShowsItsKeyAlone() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_use_certificate_chain_file(ends.clientContext, fixture("localhost-rsa.pem"));
    SSL_CTX_use_PrivateKey_file(ends.clientContext, fixture("localhost-rsa.key"), SSL_FILETYPE_PEM);
    SSL_CTX_set1_client_cert_type(ends.clientContext, BOTH, 2);
    SSL_CTX_set1_client_cert_type(ends.serverContext, BOTH, 2);
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, null);
    ends.make();
    SSL_add_expected_rpk(ends.server, key("localhost-rsa.pem"));
    ends.shakeOnly();
    assertThat(SSL_get0_peer_rpk(ends.server)).isEqualTo(key("localhost-rsa.pem"));
    assertThat(SSL_get_negotiated_client_cert_type(ends.server)).isEqualTo(TLSEXT_cert_type_rpk);
  }

  @Test
  void aKeyThatIsNotExpectedIsUntrusted() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set1_server_cert_type(ends.clientContext, RAW, 1);
    SSL_CTX_set1_server_cert_type(ends.serverContext, RAW, 1);
    ends.shake();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(VerifyResult.RPK_UNTRUSTED.number());
  }
}
