// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set_psk_client_callback(3): pre-shared keys up to TLS 1.2. */
class SSL_CTX_set_psk_client_callback_Test {
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8};

  @Test
  void bothEndsAreAskedAndTheHintArrives() {
    for (String suite : new String[] {"PSK-AES128-GCM-SHA256", "ECDHE-PSK-AES128-CBC-SHA256"}) {
      Endpoints ends = ends(suite);
      String[] seen = new String[2];
      assertThat(SSL_CTX_use_psk_identity_hint(ends.serverContext, "which one?")).isOne();
      SSL_CTX_set_psk_client_callback(
          ends.clientContext,
          (ssl, hint, identity, maxIdentity, psk, maxPsk) -> {
            assertThat(maxIdentity).isEqualTo(PSK_MAX_IDENTITY_LEN);
            seen[0] = hint;
            identity[0] = "me";
            return key(psk, maxPsk);
          });
      SSL_CTX_set_psk_server_callback(
          ends.serverContext,
          (ssl, identity, psk, maxPsk) -> {
            seen[1] = identity;
            return key(psk, maxPsk);
          });
      ends.shake();

      assertThat(seen).containsExactly("which one?", "me");
      assertThat(SSL_get_cipher_name(ends.client)).isEqualTo(suite);
      assertThat(SSL_get_psk_identity(ends.client)).isEqualTo("me");
      assertThat(SSL_get_psk_identity(ends.server)).isEqualTo("me");
      assertThat(SSL_get_psk_identity_hint(ends.client)).isEqualTo("which one?");
    }
  }

  @Test
  void aConnectionHasItsOwnCallbacksAndHint() {
    Endpoints ends = ends("PSK-AES128-GCM-SHA256").make();
    assertThat(SSL_use_psk_identity_hint(ends.server, "hint")).isOne();
    assertThat(SSL_use_psk_identity_hint(ends.server, null)).isOne();
    SSL_set_psk_client_callback(
        ends.client,
        (ssl, hint, identity, maxIdentity, psk, maxPsk) -> {
          assertThat(hint).isNull();
          identity[0] = "me";
          return key(psk, maxPsk);
        });
    SSL_set_psk_server_callback(ends.server, (ssl, identity, psk, maxPsk) -> key(psk, maxPsk));
    ends.shakeOnly();

    assertThat(SSL_get_psk_identity_hint(ends.client)).isNull();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 5)).isEqualTo(5);
    assertThat(SSL_read(ends.server, new byte[10], 10)).isEqualTo(5);
  }

  @Test
  void whoGivesNothingEndsTheHandshake() {
    Endpoints unknown = ends("PSK-AES128-GCM-SHA256").make();
    SSL_set_psk_client_callback(
        unknown.client, (ssl, hint, identity, max, psk, maxPsk) -> identify(identity, psk, maxPsk));
    SSL_set_psk_server_callback(unknown.server, (ssl, identity, psk, max) -> 0);
    assertThat(failure(unknown, false)).isEqualTo("psk identity not found");

    Endpoints nothing = ends("PSK-AES128-GCM-SHA256").make();
    SSL_set_psk_client_callback(nothing.client, (ssl, hint, identity, max, psk, maxPsk) -> 0);
    SSL_set_psk_server_callback(nothing.server, (ssl, identity, psk, max) -> key(psk, max));
    assertThat(failure(nothing, true)).isEqualTo("psk identity not found");
  }

  @Test
  void whatNoKeyCanBeIsRefused() {
    Endpoints ends = ends("PSK-AES128-GCM-SHA256").make();
    SSL_set_psk_client_callback(
        ends.client,
        (ssl, hint, identity, max, psk, maxPsk) -> {
          identity[0] = "me";
          return maxPsk + 1;
        });
    SSL_set_psk_server_callback(ends.server, (ssl, identity, psk, max) -> key(psk, max));
    assertThat(failure(ends, true)).isEqualTo("bad data returned by callback");

    SSL_CTX context = SSL_CTX_new(TLS_server_method());
    assertThat(SSL_CTX_use_psk_identity_hint(context, "x".repeat(PSK_MAX_IDENTITY_LEN))).isOne();
    assertThat(SSL_CTX_use_psk_identity_hint(context, "x".repeat(PSK_MAX_IDENTITY_LEN + 1)))
        .isZero();
    assertThat(Endpoints.reason()).isEqualTo("data length too long");
  }

  @Test
  void withoutACallbackThereAreNoSuchSuites() {
    Endpoints ends = ends("PSK-AES128-GCM-SHA256").make();
    SSL_set_psk_server_callback(ends.server, (ssl, identity, psk, max) -> key(psk, max));
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(SSL_get_error(ends.client, -1)).isEqualTo(SSL_ERROR_SSL);
    assertThat(Endpoints.reason()).isEqualTo("no ciphers available");
  }

  private static Endpoints ends(String suite) {
    Endpoints ends = Version.TLS_1_2.overPair();
    SSL_CTX_set_cipher_list(ends.clientContext, suite);
    SSL_CTX_set_cipher_list(ends.serverContext, suite);
    return ends;
  }

  private static String failure(Endpoints ends, boolean atClient) {
    for (int i = 0; i < 3; i++) {
      for (SSL each : new SSL[] {ends.client, ends.server}) {
        int returned = SSL_do_handshake(each);
        if (returned < 0 && SSL_get_error(each, returned) == SSL_ERROR_SSL) {
          assertThat(each).isSameAs(atClient ? ends.client : ends.server);
          return Endpoints.reason();
        }
      }
    }
    return "none";
  }

  private static int identify(String[] identity, byte[] psk, int max) {
    identity[0] = "me";
    return key(psk, max);
  }

  private static int key(byte[] psk, int max) {
    assertThat(psk).hasSize(max).hasSize(PSK_MAX_PSK_LEN);
    System.arraycopy(KEY, 0, psk, 0, KEY.length);
    return KEY.length;
  }
}
