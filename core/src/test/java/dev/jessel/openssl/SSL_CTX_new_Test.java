// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SSL_CTX_new(3) and what is set on contexts and connections besides the stream. */
class SSL_CTX_new_Test {
  @Test
  void aContextNeedsAMethod() {
    assertThat(SSL_CTX_new(null)).isNull();
    assertThat(reason()).isEqualTo("null ssl method passed");
    assertThat(SSL_new(null)).isNull();
    assertThat(reason()).isEqualTo("null ssl ctx");
  }

  @Test
  void theMethodIsKept() {
    assertThat(SSL_CTX_get_ssl_method(SSL_CTX_new(TLS_client_method())))
        .isEqualTo(TLS_client_method());
    assertThat(SSL_CTX_is_server(SSL_CTX_new(TLS_client_method()))).isZero();
    assertThat(SSL_CTX_is_server(SSL_CTX_new(TLS_server_method()))).isEqualTo(1);
  }

  @Test
  void dataOfTheApplicationIsKept() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL ssl = SSL_new(context);
    int index = SSL_get_ex_new_index();
    int other = SSL_get_ex_new_index();
    assertThat(index).isNotEqualTo(other);
    SSL_set_ex_data(ssl, index, "mine");
    SSL_set_app_data(ssl, "app");
    SSL_CTX_set_app_data(context, "context's");
    assertThat(SSL_get_ex_data(ssl, index)).isEqualTo("mine");
    assertThat(SSL_get_ex_data(ssl, other)).isNull();
    assertThat(SSL_get_app_data(ssl)).isEqualTo("app");
    assertThat(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl))).isEqualTo("context's");
  }

  @Test
  void theNegotiationCanBeAskedFor() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set_ciphersuites(ends.clientContext, "TLS_AES_128_GCM_SHA256")).isEqualTo(1);
    assertThat(SSL_CTX_set1_groups_list(ends.clientContext, "X25519")).isEqualTo(1);
    ends.shake();
    SSL_CIPHER cipher = SSL_get_current_cipher(ends.server);
    assertThat(SSL_CIPHER_get_name(cipher)).isEqualTo("TLS_AES_128_GCM_SHA256");
    assertThat(SSL_CIPHER_get_id(cipher)).isEqualTo(0x03001301L);
    assertThat(SSL_CIPHER_get_protocol_id(cipher)).isEqualTo(0x1301);
    assertThat(SSL_CIPHER_get_bits(cipher, null)).isEqualTo(128);
    assertThat(SSL_CIPHER_get_version(cipher)).isEqualTo("TLSv1.3");
    assertThat(SSL_get_version(ends.client)).isEqualTo("TLSv1.3");
    assertThat(SSL_version(ends.client)).isEqualTo(TLS1_3_VERSION);
    assertThat(SSL_get0_group_name(ends.client)).isEqualTo("x25519");
    assertThat(SSL_get0_peer_signature_name(ends.client)).isEqualTo("ecdsa_secp256r1_sha256");
  }

  @Test
  void unknownAlgorithmsAreRefused() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_set1_groups_list(context, "P-0")).isZero();
    assertThat(SSL_CTX_set1_sigalgs_list(context, "rsa+md2")).isZero();
    assertThat(ERR_GET_LIB(ERR_peek_error())).isEqualTo(ERR_LIB_SSL);
    assertThat(reason()).isEqualTo("passed invalid argument");
  }

  @Test
  void beforeTheHandshakeThereIsNoCipher() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_get_current_cipher(ssl)).isNull();
    assertThat(SSL_get_cipher_name(ssl)).isEqualTo("(NONE)");
    assertThat(SSL_state_string_long(ssl)).isEqualTo("before SSL initialization");
  }

  @Test
  void bothSidesExportTheSame() {
    Endpoints ends = Endpoints.overPair();
    byte[] mine = new byte[40];
    byte[] theirs = new byte[40];
    ends.make();
    assertThat(SSL_export_keying_material(ends.client, mine, 40, "label", null, 0)).isZero();
    ends.shakeOnly();
    byte[] context = {1};
    assertThat(SSL_export_keying_material(ends.client, mine, 40, "label", context, 1)).isEqualTo(1);
    assertThat(SSL_export_keying_material(ends.server, theirs, 40, "label", context, 1))
        .isEqualTo(1);
    assertThat(mine).isEqualTo(theirs);
    SSL_export_keying_material(ends.server, theirs, 40, "label", null, 0);
    assertThat(mine).isNotEqualTo(theirs);
    byte[] random = new byte[32];
    assertThat(SSL_get_client_random(ends.server, random, 0)).isEqualTo(32);
    assertThat(SSL_get_client_random(ends.server, random, 32)).isEqualTo(32);
    ERR_clear_error();
  }

  @Test
  void alpnSetterReturnsZeroForSuccess() {
    Endpoints ends = Endpoints.overPair();
    byte[] protocols = {2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    assertThat(SSL_CTX_set_alpn_protos(ends.clientContext, protocols, protocols.length)).isZero();
    assertThat(SSL_CTX_set_alpn_protos(ends.clientContext, new byte[] {5, 'x'}, 2)).isEqualTo(1);
    SSL_CTX_set_alpn_select_cb(
        ends.serverContext,
        (ssl, out, in, arg) ->
            SSL_select_next_proto(out, (byte[]) arg, in) == OPENSSL_NPN_NEGOTIATED
                ? SSL_TLSEXT_ERR_OK
                : SSL_TLSEXT_ERR_ALERT_FATAL,
        new byte[] {8, 'h', 't', 't', 'p', '/', '1', '.', '1'});
    ends.shake();
    assertThat(new String(SSL_get0_alpn_selected(ends.client), US_ASCII)).isEqualTo("http/1.1");
    assertThat(new String(SSL_get0_alpn_selected(ends.server), US_ASCII)).isEqualTo("http/1.1");
  }

  @Test
  void anAlpnCallbackCanRefuse() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_alpn_protos(ends.clientContext, new byte[] {2, 'h', '2'}, 3);
    SSL_CTX_set_alpn_select_cb(
        ends.serverContext, (ssl, out, in, arg) -> SSL_TLSEXT_ERR_ALERT_FATAL, null);
    ends.make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("no application protocol");
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1120);
  }

  @Test
  void withoutAnAlpnCallbackTheServerIgnoresProtocols() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_alpn_protos(ends.clientContext, new byte[] {2, 'h', '2'}, 3);
    ends.shake();
    assertThat(SSL_get0_alpn_selected(ends.client)).isNull();
  }

  @Test
  void theServerHearsTheNameThatTheClientAsksFor() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_set_tlsext_host_name(ends.client, "localhost")).isEqualTo(1);
    assertThat(SSL_get_servername(ends.client, TLSEXT_NAMETYPE_host_name)).isEqualTo("localhost");
    ends.shakeOnly();
    assertThat(SSL_get_servername(ends.server, TLSEXT_NAMETYPE_host_name)).isEqualTo("localhost");
    assertThat(SSL_get_servername_type(ends.server)).isEqualTo(TLSEXT_NAMETYPE_host_name);
  }

  @Test
  void aServerMayChangeItsContextForTheNameThatIsAskedFor() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX strange = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate_chain_file(strange, Endpoints.fixture("stranger.pem"));
    SSL_CTX_use_PrivateKey_file(strange, Endpoints.fixture("stranger.key"), SSL_FILETYPE_PEM);
    SSL_CTX_set_tlsext_servername_callback(
        ends.serverContext,
        (ssl, al, arg) -> {
          String name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
          if ("strange.example".equals(name)) {
            SSL_set_SSL_CTX(ssl, (SSL_CTX) arg);
          }
          return SSL_TLSEXT_ERR_OK;
        });
    SSL_CTX_set_tlsext_servername_arg(ends.serverContext, strange);
    ends.make();
    SSL_set_tlsext_host_name(ends.client, "strange.example");
    ends.shakeOnly();
    assertThat(SSL_get0_peer_certificate(ends.client).subject()).contains("stranger");
    SSL_free(ends.client);

    Endpoints others = Endpoints.overPair();
    SSL_CTX_set_tlsext_servername_callback(
        others.serverContext, (ssl, al, arg) -> SSL_TLSEXT_ERR_ALERT_FATAL);
    others.make();
    SSL_do_handshake(others.client);
    assertThat(SSL_do_handshake(others.server)).isEqualTo(-1);
    ERR_clear_error();
    assertThat(SSL_do_handshake(others.client)).isEqualTo(-1);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1112);
  }

  @Test
  void callbacksSeeTheHandshake() {
    Endpoints ends = Endpoints.overPair();
    List<Integer> where = new ArrayList<>();
    List<Integer> messages = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    SSL_CTX_set_info_callback(ends.clientContext, (ssl, bits, ret) -> where.add(bits));
    SSL_CTX_set_msg_callback(
        ends.clientContext,
        (sent, version, type, bytes, ssl, arg) -> messages.add(sent << 16 | bytes[0]));
    SSL_CTX_set_keylog_callback(ends.clientContext, (ssl, line) -> secrets.add(line));
    ends.shake();
    assertThat(where.get(0)).isEqualTo(SSL_CB_HANDSHAKE_START);
    assertThat(where)
        .contains(SSL_CB_CONNECT_LOOP, SSL_CB_CONNECT_EXIT)
        .containsOnlyOnce(SSL_CB_HANDSHAKE_DONE);
    // Behind the ServerHello each side's change_cipher_spec, for middleboxes: a 1.
    assertThat(messages).startsWith(1 << 16 | 1, 2, 1 << 16 | 1, 1, 8, 11, 15, 20, 1 << 16 | 20);
    assertThat(secrets)
        .anyMatch(line -> line.startsWith("CLIENT_TRAFFIC_SECRET_0 "))
        .anyMatch(line -> line.startsWith("EXPORTER_SECRET "));
    where.clear();
    SSL_shutdown(ends.client);
    assertThat(where).containsExactly(SSL_CB_WRITE_ALERT);
    assertThat(SSL_alert_desc_string_long(256)).isEqualTo("close notify");
    assertThat(SSL_alert_type_string_long(256)).isEqualTo("warning");
  }

  @Test
  void statesHaveLibsslsNames() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_state_string(ends.client)).isEqualTo("TWCH");
    assertThat(SSL_state_string_long(ends.client)).isEqualTo("SSLv3/TLS write client hello");
    ends.shakeOnly();
    assertThat(SSL_state_string_long(ends.client))
        .isEqualTo("SSL negotiation finished successfully");
  }

  @Test
  void handshakeCallsOnAFinishedConnectionSucceed() {
    Endpoints ends = Endpoints.overPair().shake();
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(1);
    assertThat(SSL_connect(ends.client)).isEqualTo(1);
    assertThat(SSL_accept(ends.client)).isEqualTo(1);
    assertThat(SSL_is_init_finished(ends.client)).isEqualTo(1);
  }

  @Test
  void withoutARoleThereIsNoHandshake() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_client_method()));
    assertThat(SSL_do_handshake(ssl)).isEqualTo(-1);
    assertThat(SSL_get_error(ssl, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(reason()).isEqualTo("connection type not set");
  }

  @Test
  void aCopyHasTheSettings() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_mode(ends.client, SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL copy = SSL_dup(ends.client);
    assertThat(SSL_get_mode(copy)).isEqualTo(5);
    assertThat(SSL_get_rbio(copy)).isNull();
    SSL_set_bio(copy, SSL_get_rbio(ends.client), SSL_get_wbio(ends.client));
    ends.client = copy;
    ends.shakeOnly();
    assertThat(SSL_write(ends.client, DATA, 40_000)).isEqualTo(16_384);
    assertThat(drain(ends.server)).isEqualTo(16_384);
  }

  @Test
  void freeingTheLastReferenceFreesTheBios() {
    Endpoints ends = Endpoints.overMemory().make();
    SSL_up_ref(ends.client);
    SSL_free(ends.client);
    assertThat(ends.clientBio.isClosed()).isFalse();
    BIO_up_ref(ends.clientBio);
    SSL_free(ends.client);
    assertThat(ends.serverBio.isClosed()).isTrue();
    assertThat(ends.clientBio.isClosed()).isFalse();
    BIO_free(ends.clientBio);
    assertThat(ends.clientBio.isClosed()).isTrue();
  }
}
