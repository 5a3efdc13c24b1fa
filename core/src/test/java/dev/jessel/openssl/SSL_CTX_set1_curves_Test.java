// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_CTX_set1_curves(3): the groups of the key exchange. */
class SSL_CTX_set1_curves_Test {
  @Test
  void theClientsListDecidesUnderEitherName() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_set1_curves_list(ends.clientContext, "P-384")).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get0_group_name(ends.server)).isEqualTo("secp384r1");
    Endpoints others = Endpoints.overPair().make();
    assertThat(SSL_set1_groups_list(others.client, "P-256")).isEqualTo(1);
    assertThat(SSL_set1_curves_list(others.client, "nothing")).isZero();
    ERR_clear_error();
    others.shakeOnly();
    assertThat(SSL_get0_group_name(others.client)).isEqualTo("secp256r1");
  }
}
