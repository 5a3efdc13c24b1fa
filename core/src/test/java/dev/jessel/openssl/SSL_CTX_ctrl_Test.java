// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.PeerCertificate;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_ctrl(3): the macros under their numbers. */
class SSL_CTX_ctrl_Test {
  private final PeerCertificate issuer = Fixtures.certificate("ca.pem");

  @Test
  void aNumberDoesWhatItsMacroDoes() {
    SSL_CTX context = Endpoints.overPair().serverContext;
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_MODE, SSL_MODE_ENABLE_PARTIAL_WRITE, null))
        .isEqualTo(5);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_CLEAR_MODE, SSL_MODE_AUTO_RETRY, null)).isEqualTo(1);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_3_VERSION, null))
        .isEqualTo(1);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_GET_MIN_PROTO_VERSION, 0, null))
        .isEqualTo(TLS1_3_VERSION);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_READ_AHEAD, 1, null)).isZero();
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_READ_AHEAD, 0, null)).isEqualTo(1);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_GROUPS_LIST, 0, "P-256")).isEqualTo(1);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_SEND_FRAGMENT, 100, null)).isZero();
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_EXTRA_CHAIN_CERT, 0, issuer)).isEqualTo(1);
    List<PeerCertificate> chain = new ArrayList<>();
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_GET_EXTRA_CHAIN_CERTS, 1, chain)).isEqualTo(1);
    assertThat(chain).containsExactly(issuer);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_VERIFY_CERT_STORE, 0, X509_STORE_new()))
        .isEqualTo(1);
    assertThat(SSL_CTX_ctrl(context, 9999, 0, null)).isZero();
  }

  @Test
  void soDoTheNumbersOfSessions() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, SSL_SESS_CACHE_BOTH, null))
        .isEqualTo(SSL_SESS_CACHE_SERVER);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_GET_SESS_CACHE_MODE, 0, null))
        .isEqualTo(SSL_SESS_CACHE_BOTH);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_SIZE, 1, null)).isEqualTo(20_480);
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_GET_SESS_CACHE_SIZE, 0, null)).isOne();
    for (int id = 0; id < 3; id++) {
      SSL_SESSION session = SSL_SESSION_new();
      SSL_SESSION_set1_id(session, new byte[] {(byte) id}, 1);
      SSL_CTX_add_session(context, session);
    }
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SESS_NUMBER, 0, null)).isOne();
    assertThat(SSL_CTX_ctrl(context, SSL_CTRL_SESS_CACHE_FULL, 0, null)).isEqualTo(2);
    for (int number = SSL_CTRL_SESS_CONNECT; number < SSL_CTRL_SESS_CACHE_FULL; number++) {
      assertThat(SSL_CTX_ctrl(context, number, 0, null)).as("%d", number).isZero();
    }
  }

  @Test
  void connectionsHaveNumbersToo() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_SET_TLSEXT_HOSTNAME, 0, "localhost")).isEqualTo(1);
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_SET_GROUPS, 1, new int[] {415})).isEqualTo(1);
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_MODE, SSL_MODE_ENABLE_PARTIAL_WRITE, null))
        .isEqualTo(5);
    assertThat(SSL_ctrl(ends.server, SSL_CTRL_SET_MSG_CALLBACK_ARG, 0, "told")).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_NEGOTIATED_GROUP, 0, null)).isEqualTo(415);
    assertThat(SSL_ctrl(ends.server, SSL_CTRL_GET_SHARED_GROUP, -1, null)).isEqualTo(1);
    int[] nid = new int[1];
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_PEER_SIGNATURE_NID, 0, nid)).isEqualTo(1);
    assertThat(nid[0]).isEqualTo(672);
    assertThat(SSL_ctrl(ends.client, 9999, 0, null)).isZero();
  }

  @Test
  void whatConcernsTls12HasNumbers() {
    Endpoints ends = Version.TLS_1_2.overPair();
    assertThat(SSL_CTX_ctrl(ends.serverContext, SSL_CTRL_SET_DH_AUTO, 1, null)).isOne();
    assertThat(SSL_CTX_ctrl(ends.serverContext, SSL_CTRL_SET_TMP_DH, 0, null)).isOne();
    assertThat(
            SSL_CTX_ctrl(ends.serverContext, SSL_CTRL_SET_CLIENT_SIGALGS, 2, new int[] {672, 408}))
        .isOne();
    assertThat(SSL_CTX_ctrl(ends.serverContext, SSL_CTRL_SET_CLIENT_SIGALGS_LIST, 0, "ed25519"))
        .isOne();
    assertThat(SSL_CTX_ctrl(ends.serverContext, SSL_CTRL_SET_CLIENT_CERT_TYPES, 1, new byte[] {64}))
        .isOne();
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, (ok, store) -> 1);
    ends.shake();
    byte[][] bytes = new byte[1][];
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_CLIENT_CERT_TYPES, 0, bytes)).isOne();
    assertThat(bytes[0]).containsExactly(64);
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_EC_POINT_FORMATS, 0, bytes)).isOne();
    PublicKey[] own = new PublicKey[1];
    PublicKey[] theirs = new PublicKey[1];
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_TMP_KEY, 0, own)).isOne();
    assertThat(SSL_ctrl(ends.server, SSL_CTRL_GET_PEER_TMP_KEY, 0, theirs)).isOne();
    assertThat(own[0]).isEqualTo(theirs[0]);
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_RI_SUPPORT, 0, null)).isOne();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_EXTMS_SUPPORT, 0, null)).isOne();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_NUM_RENEGOTIATIONS, 0, null)).isZero();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_GET_TOTAL_RENEGOTIATIONS, 0, null)).isZero();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_CLEAR_NUM_RENEGOTIATIONS, 0, null)).isZero();
    assertThat(SSL_CTX_ctrl(ends.clientContext, SSL_CTRL_SESS_CONNECT_RENEGOTIATE, 0, null))
        .isZero();
    assertThat(SSL_CTX_ctrl(ends.serverContext, SSL_CTRL_SESS_ACCEPT_RENEGOTIATE, 0, null))
        .isZero();
    assertThat(SSL_ctrl(ends.server, SSL_CTRL_SET_DH_AUTO, 1, null)).isOne();
    assertThat(SSL_ctrl(ends.server, SSL_CTRL_SET_TMP_DH, 0, null)).isOne();
    assertThat(SSL_ctrl(ends.server, SSL_CTRL_SET_CLIENT_CERT_TYPES, 1, new byte[] {1})).isOne();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_SET_CLIENT_SIGALGS, 1, new int[] {672})).isZero();
    assertThat(SSL_ctrl(ends.client, SSL_CTRL_SET_CLIENT_SIGALGS_LIST, 0, "ed25519")).isOne();
    ERR_clear_error();
  }

  @Test
  void callbacksHaveNumbersOfTheirOwn() {
    Endpoints ends = Endpoints.overPair();
    int[] calls = new int[3];
    SSL_servername_cb names =
        (ssl, al, arg) -> {
          calls[0]++;
          return SSL_TLSEXT_ERR_OK;
        };
    SSL_msg_cb messages = (sent, version, type, bytes, ssl, arg) -> calls[1]++;
    SSL_tlsext_debug_cb extensions = (ssl, who, type, data, len, arg) -> calls[2]++;
    assertThat(SSL_CTX_callback_ctrl(ends.serverContext, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, names))
        .isEqualTo(1);
    assertThat(SSL_CTX_callback_ctrl(ends.serverContext, SSL_CTRL_SET_MSG_CALLBACK, messages))
        .isEqualTo(1);
    assertThat(SSL_CTX_callback_ctrl(ends.serverContext, 9999, null)).isZero();
    ends.make();
    assertThat(SSL_callback_ctrl(ends.server, SSL_CTRL_SET_TLSEXT_DEBUG_CB, extensions))
        .isEqualTo(1);
    assertThat(SSL_callback_ctrl(ends.client, SSL_CTRL_SET_MSG_CALLBACK, messages)).isEqualTo(1);
    assertThat(SSL_callback_ctrl(ends.client, 9999, null)).isZero();
    ends.shakeOnly();
    assertThat(calls).doesNotContain(0);
  }

  @Test
  void anObjectOfAnotherKindIsASlip() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> SSL_CTX_ctrl(context, SSL_CTRL_SET_GROUPS_LIST, 0, 5))
        .isInstanceOf(ClassCastException.class);
  }
}
