// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SSL_CTX_set_security_level(3): how strong everything must be, and who says so. */
class SSL_CTX_set_security_level_Test {
  private static final int CIPHER_SUPPORTED = 1 | 1 << 16;
  private static final int CURVE_SUPPORTED = 4 | 2 << 16;

  @Test
  void theLevelStartsAtTwoAndIsHandedOn() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get_security_level(context)).isEqualTo(2);
    SSL_CTX_set_security_level(context, 3);
    SSL ssl = SSL_new(context);
    assertThat(SSL_get_security_level(ssl)).isEqualTo(3);
    SSL_set_security_level(ssl, 1);
    assertThat(SSL_get_security_level(ssl)).isEqualTo(1);
    assertThat(SSL_CTX_get_security_level(context)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "5, 5", "6, 5"})
  void whatIsNoLevelCountsAsTheNearest(int set, int level) {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    SSL_CTX_set_security_level(context, set);
    assertThat(SSL_CTX_get_security_level(context)).isEqualTo(level);
  }

  @Test
  void aLevelForbidsSuitesOnTheWire() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_min_proto_version(ends.client, TLS1_3_VERSION);
    SSL_set_security_level(ends.client, 4);
    SSL_set_ciphersuites(ends.client, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384");
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);

    assertThat(SSL_get_client_ciphers(ends.server))
        .containsExactly(SSL_CIPHER_find(ends.client, new byte[] {0x13, 2}));
  }

  @Test
  void aLevelForbidsGroupsOnTheWire() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_security_level(ends.client, 3);
    SSL_set1_groups_list(ends.client, "ffdhe2048:P-256");
    SSL_set1_groups_list(ends.server, "ffdhe2048:P-256");
    ends.shakeOnly();

    assertThat(SSL_get0_group_name(ends.server)).isEqualTo("secp256r1");
  }

  @Test
  void aCallbackJudgesInPlaceOfTheLevel() {
    List<Integer> operations = new ArrayList<>();
    Endpoints ends = Endpoints.overPair().make();
    SSL_security_cb cb =
        (s, ctx, op, bits, nid, other, ex) -> {
          operations.add(op);
          assertThat(s).isSameAs(ends.client);
          assertThat(ctx).isNull();
          assertThat(ex).isEqualTo("extra");
          boolean chacha =
              other instanceof SSL_CIPHER cipher && SSL_CIPHER_get_name(cipher).contains("CHACHA");
          return op != CIPHER_SUPPORTED || chacha ? 1 : 0;
        };
    SSL_set0_security_ex_data(ends.client, "extra");
    SSL_set_security_callback(ends.client, cb);
    ends.shakeOnly();

    assertThat(SSL_get_cipher(ends.client)).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    assertThat(operations).contains(CIPHER_SUPPORTED, CURVE_SUPPORTED);
    assertThat(SSL_get_security_callback(ends.client)).isSameAs(cb);
    assertThat(SSL_get0_security_ex_data(ends.client)).isEqualTo("extra");
    assertThat(SSL_get_security_callback(ends.server)).isNull();
  }

  @Test
  void aContextsCallbackIsToldOfTheConnection() {
    List<Object> told = new ArrayList<>();
    Endpoints ends = Endpoints.overPair();
    SSL_security_cb cb =
        (s, ctx, op, bits, nid, other, ex) -> {
          told.add(s);
          return 1;
        };
    SSL_CTX_set_security_callback(ends.clientContext, cb);
    SSL_CTX_set0_security_ex_data(ends.clientContext, 7);
    ends.make().shakeOnly();

    assertThat(told).isNotEmpty().allMatch(one -> one == ends.client);
    assertThat(SSL_CTX_get_security_callback(ends.clientContext)).isSameAs(cb);
    assertThat(SSL_CTX_get0_security_ex_data(ends.clientContext)).isEqualTo(7);
    assertThat(SSL_get0_security_ex_data(ends.client)).isEqualTo(7);
  }
}
