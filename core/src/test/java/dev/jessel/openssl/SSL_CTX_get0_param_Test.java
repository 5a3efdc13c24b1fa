// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_get0_param(3) and X509_VERIFY_PARAM_set_flags(3): parameters of verification. */
class SSL_CTX_get0_param_Test {
  @Test
  void parametersOfAConnectionAreLive() {
    Endpoints ends = verifying();
    X509_VERIFY_PARAM param = SSL_get0_param(ends.client);
    assertThat(X509_VERIFY_PARAM_set1_host(param, "localhost", 0)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_get0_host(param, 0)).isEqualTo("localhost");
    assertThat(X509_VERIFY_PARAM_get0_host(param, 1)).isNull();
    ends.shakeOnly();
    assertThat(X509_VERIFY_PARAM_get0_peername(param)).isEqualTo("localhost");
    assertThat(SSL_get0_peername(ends.client)).isEqualTo("localhost");
  }

  @Test
  void parametersOfAContextAreTakenOver() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_file(ends.clientContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    X509_VERIFY_PARAM param = X509_VERIFY_PARAM_new();
    X509_VERIFY_PARAM_set_depth(param, 5);
    X509_VERIFY_PARAM_add1_host(param, "elsewhere.example", 17);
    assertThat(SSL_CTX_set1_param(ends.clientContext, param)).isEqualTo(1);
    X509_VERIFY_PARAM_free(param);
    assertThat(SSL_CTX_get_verify_depth(ends.clientContext)).isEqualTo(5);
    assertThat(X509_VERIFY_PARAM_get_depth(SSL_CTX_get0_param(ends.clientContext))).isEqualTo(5);
    refuses(ends.make(), X509_V_ERR_HOSTNAME_MISMATCH);
  }

  @Test
  void aTimeCanBeSet() {
    Endpoints ends = verifying();
    X509_VERIFY_PARAM param = X509_VERIFY_PARAM_new();
    assertThat(X509_VERIFY_PARAM_get_time(param)).isZero();
    X509_VERIFY_PARAM_set_time(param, 1_000_000);
    assertThat(X509_VERIFY_PARAM_get_time(param)).isEqualTo(1_000_000);
    assertThat(X509_VERIFY_PARAM_get_flags(param) & X509_V_FLAG_USE_CHECK_TIME).isNotZero();
    assertThat(SSL_set1_param(ends.client, param)).isEqualTo(1);
    refuses(ends, X509_V_ERR_CERT_NOT_YET_VALID);
  }

  @Test
  void aPartialChainMayEndAtTheCertificateItself() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_load_verify_file(ends.clientContext, fixture("localhost.pem"));
    X509_VERIFY_PARAM param = SSL_CTX_get0_param(ends.clientContext);
    assertThat(X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN)).isEqualTo(1);
    ends.make();
    X509_VERIFY_PARAM_clear_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
    ends.shakeOnly();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
    Endpoints others = Endpoints.overPair();
    SSL_CTX_set_verify(others.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_load_verify_file(others.clientContext, fixture("localhost.pem"));
    refuses(others.make(), X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  }

  @Test
  void aFlagThatHasNoEffectIsRefused() {
    X509_VERIFY_PARAM param = X509_VERIFY_PARAM_new();
    assertThat(X509_VERIFY_PARAM_set_flags(param, 0x40)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("passed invalid argument");
    assertThat(X509_VERIFY_PARAM_get_flags(param)).isEqualTo(X509_V_FLAG_TRUSTED_FIRST);
  }

  @Test
  void aPurposeReplacesThatOfTheRole() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_file(ends.serverContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, null);
    SSL_CTX_use_certificate_file(ends.clientContext, fixture("client.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(ends.clientContext, fixture("client.key"), SSL_FILETYPE_PEM);
    assertThat(SSL_CTX_set_purpose(ends.serverContext, 99)).isZero();
    assertThat(SSL_CTX_set_purpose(ends.serverContext, X509_PURPOSE_SSL_SERVER)).isEqualTo(1);
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(SSL_get_verify_result(ends.server)).isEqualTo(26);
    ERR_clear_error();
    SSL fresh = SSL_new(ends.serverContext);
    assertThat(SSL_set_purpose(fresh, X509_PURPOSE_SSL_CLIENT)).isEqualTo(1);
    assertThat(X509_VERIFY_PARAM_set_purpose(SSL_get0_param(fresh), 0)).isZero();
    ERR_clear_error();
  }

  @Test
  void trustAndLevelAreKept() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_set_trust(ssl, X509_TRUST_SSL_SERVER)).isEqualTo(1);
    assertThat(SSL_set_trust(ssl, 9)).isZero();
    assertThat(SSL_CTX_set_trust(SSL_get_SSL_CTX(ssl), X509_TRUST_SSL_CLIENT)).isEqualTo(1);
    X509_VERIFY_PARAM param = SSL_get0_param(ssl);
    assertThat(X509_VERIFY_PARAM_set_trust(param, 0)).isZero();
    assertThat(X509_VERIFY_PARAM_get_auth_level(param)).isEqualTo(-1);
    ERR_clear_error();
  }

  @Test
  void aLevelThatTheCertificateDoesNotReachRefusesIt() {
    Endpoints ends = verifying();
    X509_VERIFY_PARAM_set_auth_level(SSL_get0_param(ends.client), 5);
    refuses(ends, 66);
  }

  @Test
  void anAddressCanBeSet() {
    Endpoints ends = verifying();
    X509_VERIFY_PARAM param = SSL_get0_param(ends.client);
    assertThat(X509_VERIFY_PARAM_set1_ip_asc(param, "localhost")).isZero();
    assertThat(X509_VERIFY_PARAM_set1_ip_asc(param, "127.0.0.1")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(X509_VERIFY_PARAM_get0_peername(param)).isEqualTo("127.0.0.1");
  }

  private static Endpoints verifying() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_file(ends.clientContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    return ends.make();
  }

  private static void refuses(Endpoints ends, int result) {
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(result);
    ERR_clear_error();
  }
}
