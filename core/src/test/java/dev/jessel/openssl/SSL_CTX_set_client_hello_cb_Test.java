// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** SSL_CTX_set_client_hello_cb(3): a server looks at the ClientHello first. */
class SSL_CTX_set_client_hello_cb_Test {
  @Test
  void theCallbackSeesEveryField() {
    Endpoints ends = Endpoints.overPair();
    byte[][] random = new byte[1][];
    byte[][] field = new byte[1][];
    int[] lengths = new int[6];
    SSL_CTX_set_client_hello_cb(
        ends.serverContext,
        (ssl, al, arg) -> {
          lengths[0] = SSL_client_hello_get0_legacy_version(ssl);
          lengths[1] = SSL_client_hello_get0_random(ssl, random);
          lengths[2] = SSL_client_hello_get0_session_id(ssl, field);
          lengths[3] = SSL_client_hello_get0_ciphers(ssl, field);
          lengths[4] = SSL_client_hello_get0_compression_methods(ssl, null);
          lengths[5] = SSL_client_hello_isv2(ssl);
          return SSL_CLIENT_HELLO_SUCCESS;
        },
        null);
    ends.make();
    SSL_set_ciphersuites(ends.client, "TLS_AES_128_GCM_SHA256");
    assertThat(SSL_client_hello_get0_random(ends.server, random)).isZero();
    assertThat(SSL_client_hello_get0_legacy_version(ends.server)).isZero();
    ends.shakeOnly();
    assertThat(lengths[0]).isEqualTo(0x303);
    assertThat(new int[] {lengths[1], lengths[2], lengths[4], lengths[5]})
        .containsExactly(32, 32, 1, 0);
    assertThat(lengths[3]).isPositive().isEven();
    assertThat(field[0]).startsWith(0x13, 0x01);
    byte[] mine = new byte[32];
    SSL_get_client_random(ends.client, mine, 32);
    assertThat(random[0]).isEqualTo(mine);
  }

  @Test
  void extensionsAreListedAndRead() {
    Endpoints ends = Endpoints.overPair().make();
    int[][] types = new int[1][];
    int[] count = new int[1];
    assertThat(SSL_client_hello_get1_extensions_present(ends.server, types, count)).isZero();
    SSL_set_tlsext_host_name(ends.client, "localhost");
    ends.shakeOnly();
    assertThat(SSL_client_hello_get1_extensions_present(ends.server, types, count)).isEqualTo(1);
    assertThat(types[0]).contains(0, 10, 13, 43, 51).hasSize(count[0]);
    int[] number = {0};
    assertThat(SSL_client_hello_get_extension_order(ends.server, null, number)).isEqualTo(1);
    assertThat(number[0]).isEqualTo(count[0]);
    int[] order = new int[number[0]];
    assertThat(SSL_client_hello_get_extension_order(ends.server, order, number)).isEqualTo(1);
    assertThat(order).isEqualTo(types[0]);
    number[0] = 1;
    assertThat(SSL_client_hello_get_extension_order(ends.server, order, number)).isZero();
    byte[][] body = new byte[1][];
    assertThat(SSL_client_hello_get0_ext(ends.server, 0, body, count)).isEqualTo(1);
    assertThat(new String(body[0], java.nio.charset.StandardCharsets.US_ASCII))
        .endsWith("localhost");
    assertThat(count[0]).isEqualTo(body[0].length);
    assertThat(SSL_client_hello_get0_ext(ends.server, 0xABCD, body, count)).isZero();
  }

  @Test
  void theCallbackMayAskForTime() {
    Endpoints ends = Endpoints.overPair();
    int[] calls = {0};
    SSL_CTX_set_client_hello_cb(
        ends.serverContext,
        (ssl, al, arg) -> ++calls[0] < 3 ? SSL_CLIENT_HELLO_RETRY : SSL_CLIENT_HELLO_SUCCESS,
        null);
    ends.make();
    SSL_do_handshake(ends.client);
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
      assertThat(SSL_get_error(ends.server, -1)).isEqualTo(SSL_ERROR_WANT_CLIENT_HELLO_CB);
      assertThat(SSL_want_client_hello_cb(ends.server)).isTrue();
    }
    ends.shakeOnly();
    assertThat(calls[0]).isEqualTo(3);
  }

  @Test
  void theCallbackMayRefuseWithAnAlertOfItsChoice() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_client_hello_cb(
        ends.serverContext,
        (ssl, al, arg) -> {
          al[0] = (Integer) arg;
          return SSL_CLIENT_HELLO_ERROR;
        },
        71);
    ends.make();
    SSL_do_handshake(ends.client);
    assertThat(SSL_do_handshake(ends.server)).isEqualTo(-1);
    assertThat(Endpoints.reason()).isEqualTo("callback failed");
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1071);
  }

  @Test
  void theCallbackMayChangeTheContext() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX other = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate_chain_file(other, fixture("stranger.pem"));
    SSL_CTX_use_PrivateKey_file(other, fixture("stranger.key"), SSL_FILETYPE_PEM);
    SSL_CTX_set_client_hello_cb(
        ends.serverContext,
        (ssl, al, arg) -> {
          SSL_set_SSL_CTX(ssl, other);
          return SSL_CLIENT_HELLO_SUCCESS;
        },
        null);
    ends.shake();
    assertThat(SSL_get0_peer_certificate(ends.client))
        .isEqualTo(Fixtures.certificate("stranger.pem"));
  }

  @Test
  void listsOfSuitesAreReadInAnyOrder() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_ciphersuites(ends.client, "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256");
    ends.shakeOnly();
    byte[][] raw = new byte[1][];
    assertThat(SSL_get0_raw_cipherlist(ends.server, null)).isEqualTo(2);
    int length = SSL_get0_raw_cipherlist(ends.server, raw);
    List<SSL_CIPHER> suites = new ArrayList<>();
    List<SSL_CIPHER> signals = new ArrayList<>();
    assertThat(SSL_bytes_to_cipher_list(ends.server, raw[0], length, 0, suites, signals))
        .isEqualTo(1);
    assertThat(SSL_CIPHER_get_name(suites.get(0))).isEqualTo("TLS_AES_256_GCM_SHA384");
    byte[] mixed = {0x00, (byte) 0xFF, 0x13, 0x01, (byte) 0xEE, (byte) 0xEE};
    suites.clear();
    SSL_bytes_to_cipher_list(ends.server, mixed, 6, 0, suites, signals);
    assertThat(suites).hasSize(1);
    assertThat(SSL_CIPHER_get_protocol_id(signals.get(signals.size() - 1))).isEqualTo(0xFF);
    assertThat(SSL_bytes_to_cipher_list(ends.server, mixed, 5, 0, suites, signals)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("error in received cipher list");
  }

  @Test
  void someExtensionsAreTheLibrarysOwn() {
    assertThat(SSL_extension_supported(0)).isEqualTo(1);
    assertThat(SSL_extension_supported(51)).isEqualTo(1);
    assertThat(SSL_extension_supported(0xABCD)).isZero();
  }

  @Test
  void theExtensionsOfThePeerAreShown() {
    Endpoints ends = Endpoints.overPair().make();
    Map<Integer, Integer> fromClient = new TreeMap<>();
    Map<Integer, Integer> fromServer = new TreeMap<>();
    SSL_set_tlsext_host_name(ends.client, "localhost");
    assertThat(
            SSL_set_tlsext_debug_callback(
                ends.server, (ssl, who, type, data, len, arg) -> fromClient.put(type, who)))
        .isEqualTo(1);
    SSL_set_tlsext_debug_callback(
        ends.client,
        (ssl, who, type, data, len, arg) -> fromServer.put(type, who + (Integer) arg + len));
    assertThat(SSL_set_tlsext_debug_arg(ends.client, 1000)).isEqualTo(1);
    ends.shakeOnly();
    assertThat(fromClient).containsEntry(0, 0).containsEntry(51, 0);
    assertThat(fromServer).containsEntry(43, 1003).containsKey(51);
  }

  @Test
  void aServernameCallbackChoosesItsAlertToo() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_tlsext_servername_callback(
        ends.serverContext,
        (ssl, al, arg) -> {
          al[0] = 49;
          return SSL_TLSEXT_ERR_ALERT_FATAL;
        });
    ends.make();
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    ERR_clear_error();
    SSL_do_handshake(ends.client);
    assertThat(ERR_GET_REASON(ERR_get_error())).isEqualTo(1049);
  }
}
