// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_set1_id(3): what a session is called. */
class SSL_SESSION_set1_id_Test {
  @Test
  void anIdHas32BytesAtTheMost() {
    SSL_SESSION session = SSL_SESSION_new();
    int[] length = {9};
    assertThat(SSL_SESSION_get_id(session, length)).isEmpty();
    assertThat(length[0]).isZero();
    assertThat(SSL_SESSION_set1_id(session, new byte[] {1, 2, 3, 4}, 3)).isEqualTo(1);
    assertThat(SSL_SESSION_get_id(session, length)).containsExactly(1, 2, 3);
    assertThat(length[0]).isEqualTo(3);
    assertThat(SSL_SESSION_set1_id(session, new byte[33], 33)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("ssl session id too long");
    assertThat(SSL_SESSION_get_id(session, null)).containsExactly(1, 2, 3);
  }
}
