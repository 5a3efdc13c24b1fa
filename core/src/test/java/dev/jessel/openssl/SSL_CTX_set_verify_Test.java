// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_verify(3), certificates and keys: who is trusted, and who has the last word. */
class SSL_CTX_set_verify_Test {
  @Test
  void byDefaultAClientGoesOnWhateverIsFound() {
    Endpoints ends = Endpoints.overPair().shake();
    assertThat(SSL_get_verify_result(ends.client))
        .isEqualTo(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    assertThat(SSL_get0_peer_certificate(ends.client).subject()).contains("localhost");
    assertThat(SSL_get0_verified_chain(ends.client)).isNull();
  }

  @Test
  void aTrustedPeerIsVerified() {
    Endpoints ends = verifying();
    ends.make();
    assertThat(SSL_set1_host(ends.client, "localhost")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
    assertThat(SSL_get0_peername(ends.client)).isEqualTo("localhost");
    assertThat(SSL_get0_verified_chain(ends.client)).hasSize(2);
    assertThat(SSL_get_peer_cert_chain(ends.client)).hasSize(1);
  }

  @Test
  void anUntrustedPeerIsRefused() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    failAtClient(ends.make());
    long code = ERR_get_error();
    assertThat(ERR_error_string(code))
        .isEqualTo("error:0A000086:SSL routines::certificate verify failed");
    assertThat(SSL_get_verify_result(ends.client))
        .isEqualTo(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("tlsv1 alert unknown ca");
  }

  @Test
  void anotherHostIsRefused() {
    Endpoints ends = verifying().make();
    SSL_set1_host(ends.client, "example.com");
    failAtClient(ends);
    assertThat(reason()).isEqualTo("certificate verify failed");
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_ERR_HOSTNAME_MISMATCH);
    assertThat(X509_verify_cert_error_string(X509_V_ERR_HOSTNAME_MISMATCH))
        .isEqualTo("hostname mismatch");
  }

  @Test
  void oneOfSeveralNamesIsEnough() {
    Endpoints ends = verifying().make();
    SSL_set1_dnsname(ends.client, "example.com");
    assertThat(SSL_add1_dnsname(ends.client, "127.0.0.1")).isZero();
    assertThat(SSL_add1_dnsname(ends.client, "localhost")).isEqualTo(1);
    assertThat(SSL_add1_ipaddr(ends.client, "127.0.0.1")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get0_peername(ends.client)).isEqualTo("localhost");
  }

  @Test
  void aCallbackMayAcceptWhatIsBad() {
    Endpoints ends = Endpoints.overPair();
    List<Integer> errors = new ArrayList<>();
    SSL_CTX_set_verify(
        ends.clientContext,
        SSL_VERIFY_PEER,
        (ok, store) -> {
          errors.add(X509_STORE_CTX_get_error(store));
          return 1;
        });
    ends.shake();
    // Then that nobody can check the leaf's signature, and that error stays.
    assertThat(errors)
        .containsExactly(
            X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE);
    assertThat(SSL_get_verify_result(ends.client))
        .isEqualTo(X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE);
  }

  @Test
  void aCallbackSeesEachCertificateAndMayRefuse() {
    Endpoints ends = verifying();
    List<String> seen = new ArrayList<>();
    SSL_CTX_set_verify(
        ends.clientContext,
        SSL_VERIFY_PEER,
        (ok, store) -> {
          seen.add(
              ok
                  + " "
                  + X509_STORE_CTX_get_error_depth(store)
                  + " "
                  + X509_get_subject_name(X509_STORE_CTX_get_current_cert(store)));
          return X509_STORE_CTX_get_error_depth(store) == 0 ? 0 : 1;
        });
    failAtClient(ends.make());
    assertThat(seen).hasSize(2);
    assertThat(seen.get(0)).startsWith("1 1 ").contains("ca");
    assertThat(seen.get(1)).startsWith("1 0 ").contains("localhost");
    assertThat(reason()).isEqualTo("certificate verify failed");
  }

  @Test
  void anApplicationMayVerifyByItself() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_set_cert_verify_callback(
        ends.clientContext, (store, arg) -> arg.equals("yes") ? 1 : 0, "yes");
    ends.shake();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
  }

  @Test
  void aCallbackMayWantToBeAskedAgain() {
    Endpoints ends = Endpoints.overPair();
    int[] calls = {0};
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_set_cert_verify_callback(
        ends.clientContext,
        (store, arg) -> {
          SSL ssl = (SSL) X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
          return ++calls[0] < 3 ? SSL_set_retry_verify(ssl) - 1 : 1;
        },
        null);
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_WANT_RETRY_VERIFY);
      assertThat(SSL_want_retry_verify(ends.client)).isTrue();
    }
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
  }

  @Test
  void aClientIsAskedAfterTheHandshake() {
    Endpoints ends = asking(SSL_VERIFY_PEER | SSL_VERIFY_POST_HANDSHAKE);
    SSL_CTX_set_post_handshake_auth(ends.clientContext, 1);
    ends.shake();
    assertThat(SSL_get0_peer_certificate(ends.server)).isNull();
    assertThat(SSL_verify_client_post_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_in_init(ends.server)).isEqualTo(1);
    assertThat(SSL_verify_client_post_handshake(ends.server)).isZero();
    assertThat(reason()).isEqualTo("request pending");
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_verify_client_post_handshake(ends.server)).isZero();
    assertThat(reason()).isEqualTo("request sent");
    drain(ends.client);
    drain(ends.server);
    assertThat(SSL_get0_peer_certificate(ends.server).subject()).contains("client");
    assertThat(SSL_get_verify_result(ends.server)).isEqualTo(X509_V_OK);
    assertThat(SSL_verify_client_post_handshake(ends.server)).isEqualTo(1);
  }

  @Test
  void aClientThatDidNotAllowItIsNotAskedAfterTheHandshake() {
    Endpoints ends = asking(SSL_VERIFY_PEER | SSL_VERIFY_POST_HANDSHAKE).shake();
    assertThat(SSL_verify_client_post_handshake(ends.server)).isZero();
    assertThat(reason()).isEqualTo("extension not received");
    assertThat(SSL_verify_client_post_handshake(ends.client)).isZero();
    assertThat(reason()).isEqualTo("not server");
  }

  @Test
  void whatACallAboutCertificatesMustFitIsChecked() {
    Endpoints ends = asking(SSL_VERIFY_NONE).make();
    SSL_set_post_handshake_auth(ends.client, 1);
    assertThat(SSL_verify_client_post_handshake(ends.server)).isZero();
    assertThat(reason()).isEqualTo("wrong ssl version");
    ends.shakeOnly();
    assertThat(SSL_verify_client_post_handshake(ends.server)).isZero();
    assertThat(reason()).isEqualTo("invalid config");
    SSL_set_verify(ends.server, SSL_VERIFY_PEER | SSL_VERIFY_CLIENT_ONCE, null);
    assertThat(SSL_verify_client_post_handshake(ends.server)).isEqualTo(1);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(1);
    drain(ends.client);
    drain(ends.server);
    assertThat(SSL_get0_peer_certificate(ends.server)).isNotNull();
    assertThat(SSL_verify_client_post_handshake(ends.server)).isZero();
    assertThat(reason()).isEqualTo("invalid config");
  }

  private static Endpoints asking(int mode) {
    Endpoints ends = Endpoints.overPair().version(TLS1_3_VERSION);
    SSL_CTX_load_verify_file(ends.serverContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.serverContext, mode, null);
    SSL_CTX_use_certificate_file(ends.clientContext, fixture("client.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(ends.clientContext, fixture("client.key"), SSL_FILETYPE_PEM);
    return ends;
  }

  @Test
  void aServerMayDemandACertificate() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_file(ends.serverContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, null);
    SSL_CTX_use_certificate_file(ends.clientContext, fixture("client.pem"), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(ends.clientContext, fixture("client.key"), SSL_FILETYPE_PEM);
    ends.shake();
    assertThat(X509_get_subject_name(SSL_get1_peer_certificate(ends.server))).contains("client");
    assertThat(SSL_get_verify_result(ends.server)).isEqualTo(X509_V_OK);
  }

  @Test
  void aClientWithoutTheDemandedCertificateIsRefused() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, null);
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("peer did not return a certificate");
    assertThat(drain(ends.client)).isZero();
    assertThat(reason()).isEqualTo("tlsv13 alert certificate required");
  }

  @Test
  void aKeyMustFitItsCertificate() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_check_private_key(context)).isZero();
    assertThat(reason()).isEqualTo("no certificate assigned");
    SSL_CTX_use_certificate_chain_file(context, fixture("localhost.pem"));
    assertThat(SSL_CTX_check_private_key(context)).isZero();
    assertThat(reason()).isEqualTo("no private key assigned");
    assertThat(SSL_CTX_use_PrivateKey_file(context, fixture("client.key"), SSL_FILETYPE_PEM))
        .isZero();
    assertThat(reason()).isEqualTo("key values mismatch");
    assertThat(SSL_CTX_use_PrivateKey_file(context, fixture("localhost.key"), SSL_FILETYPE_PEM))
        .isEqualTo(1);
    assertThat(SSL_CTX_check_private_key(context)).isEqualTo(1);
    SSL_CTX_use_certificate_file(context, fixture("client.pem"), SSL_FILETYPE_PEM);
    assertThat(SSL_CTX_check_private_key(context)).isZero();
    ERR_clear_error();
  }

  @Test
  void derAndEncryptedKeysAreRead() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_use_certificate_file(context, fixture("localhost.der"), SSL_FILETYPE_ASN1))
        .isEqualTo(1);
    SSL_CTX_set_default_passwd_cb(context, (rwflag, data) -> ((String) data).toCharArray());
    SSL_CTX_set_default_passwd_cb_userdata(context, "secret");
    assertThat(
            SSL_CTX_use_PrivateKey_file(
                context, fixture("localhost-encrypted.key"), SSL_FILETYPE_PEM))
        .isEqualTo(1);
    assertThat(SSL_CTX_check_private_key(context)).isEqualTo(1);
  }

  @Test
  void filesThatAreNotThereAreRefused() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_use_certificate_chain_file(context, "/no/such/file")).isZero();
    assertThat(SSL_CTX_load_verify_locations(context, "/no/such/file", null)).isZero();
    assertThat(SSL_CTX_load_verify_locations(context, null, null)).isZero();
    assertThat(SSL_CTX_use_PrivateKey_file(context, fixture("client.key"), 9)).isZero();
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(124);
    ERR_clear_error();
  }

  @Test
  void laterChangesOfTheContextDoNotReachAConnection() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    assertThat(SSL_get_verify_mode(ends.client)).isEqualTo(SSL_VERIFY_NONE);
    ends.shakeOnly();
    SSL next = SSL_new(ends.clientContext);
    assertThat(SSL_get_verify_mode(next)).isEqualTo(SSL_VERIFY_PEER);
  }

  private static Endpoints verifying() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_locations(ends.clientContext, fixture("ca.pem"), null);
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    return ends;
  }

  private static void failAtClient(Endpoints ends) {
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
  }
}
