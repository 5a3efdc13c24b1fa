// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_cert_cb(3): who is asked before a certificate is chosen. */
class SSL_CTX_set_cert_cb_Test {
  @Test
  void theCallbackMayBringTheCertificate() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX bare = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_cert_cb(
        bare,
        (ssl, arg) -> {
          SSL_use_certificate_chain_file(ssl, fixture(arg + ".pem"));
          return SSL_use_PrivateKey_file(ssl, fixture(arg + ".key"), SSL_FILETYPE_PEM);
        },
        "stranger");
    ends.make();
    swap(ends, bare);
    ends.shakeOnly();
    assertThat(SSL_get0_peer_certificate(ends.client))
        .isEqualTo(Fixtures.certificate("stranger.pem"));
  }

  @Test
  void theCallbackMayAskForTime() {
    Endpoints ends = Endpoints.overPair().make();
    int[] calls = {0};
    SSL_set_cert_cb(ends.server, (ssl, arg) -> ++calls[0] < 3 ? -1 : 1, null);
    SSL_do_handshake(ends.client);
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_X509_LOOKUP);
      assertThat(SSL_want_x509_lookup(ends.server)).isTrue();
    }
    ends.shakeOnly();
    assertThat(calls[0]).isEqualTo(3);
  }

  @Test
  void theCallbackMayRefuse() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_cert_cb(ends.server, (ssl, arg) -> 0, null);
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("cert cb error");
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("tlsv1 alert internal error");
  }

  @Test
  void aClientWithoutACertificateIsAskedForOne() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_load_verify_file(ends.serverContext, fixture("ca.pem"));
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, null);
    int[] calls = {0};
    SSL_client_cert_cb callback =
        (ssl, x509, pkey) -> {
          x509[0] = Fixtures.certificate("client.pem");
          pkey[0] = Fixtures.key("client.key");
          return ++calls[0] < 2 ? -1 : 1;
        };
    assertThat(SSL_CTX_get_client_cert_cb(ends.clientContext)).isNull();
    SSL_CTX_set_client_cert_cb(ends.clientContext, callback);
    assertThat(SSL_CTX_get_client_cert_cb(ends.clientContext)).isSameAs(callback);
    ends.shake();
    assertThat(SSL_get0_peer_certificate(ends.server))
        .isEqualTo(Fixtures.certificate("client.pem"));
    assertThat(calls[0]).isEqualTo(2);
  }

  private static void swap(Endpoints ends, SSL_CTX context) {
    SSL server = SSL_new(context);
    SSL_set_accept_state(server);
    BIO_up_ref(SSL_get_rbio(ends.server));
    SSL_set_bio(server, SSL_get_rbio(ends.server), SSL_get_wbio(ends.server));
    ends.server = server;
  }
}
