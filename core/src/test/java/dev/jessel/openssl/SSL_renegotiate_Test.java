// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_key_update(3), where it speaks of renegotiation: TLS 1.3 has none. */
class SSL_renegotiate_Test {
  @Test
  void tls13Refuses() {
    Endpoints ends = Endpoints.overPair().shake();
    assertThat(SSL_renegotiate(ends.client)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("wrong ssl version");
    assertThat(SSL_renegotiate_abbreviated(ends.client)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("wrong ssl version");
    assertThat(SSL_renegotiate_pending(ends.client)).isZero();
    assertThat(SSL_write(ends.client, Endpoints.DATA, 10)).isEqualTo(10);
  }
}
