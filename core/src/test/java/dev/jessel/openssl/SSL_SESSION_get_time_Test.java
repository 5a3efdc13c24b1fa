// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_SESSION_get_time(3): when a session was made, and how long it may be used. */
class SSL_SESSION_get_time_Test {
  @Test
  void bothCanBeSet() {
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(SSL_SESSION_get_timeout(session)).isEqualTo(304);
    assertThat(SSL_SESSION_get_time(session)).isGreaterThan(1_700_000_000L);
    assertThat(SSL_SESSION_set_time(session, 5000)).isEqualTo(5000);
    assertThat(SSL_SESSION_get_time_ex(session)).isEqualTo(5000);
    assertThat(SSL_SESSION_set_time_ex(session, 5_000_000_000L)).isEqualTo(5_000_000_000L);
    assertThat(SSL_SESSION_get_time(session)).isEqualTo(5_000_000_000L);
    assertThat(SSL_SESSION_set_timeout(session, 60)).isEqualTo(1);
    assertThat(SSL_SESSION_get_timeout(session)).isEqualTo(60);
    assertThat(SSL_SESSION_set_timeout(session, -1)).isZero();
  }

  @Test
  void theOldNamesDoTheSame() {
    SSL_SESSION session = SSL_SESSION_new();
    assertThat(SSL_set_time(session, 77)).isEqualTo(77);
    assertThat(SSL_get_time(session)).isEqualTo(77);
    assertThat(SSL_set_timeout(session, 78)).isEqualTo(1);
    assertThat(SSL_get_timeout(session)).isEqualTo(78);
  }

  @Test
  void withoutASessionAllIs0() {
    assertThat(SSL_SESSION_get_time(null)).isZero();
    assertThat(SSL_SESSION_set_time(null, 5)).isZero();
    assertThat(SSL_SESSION_get_timeout(null)).isZero();
    assertThat(SSL_SESSION_set_timeout(null, 5)).isZero();
  }
}
