// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 253_402_300_800L, Long.MAX_VALUE})
  void aTimeThatNoCalendarHasHarmsNothing(long time) {
    Returns ends = new Returns(TLS1_3_VERSION);
    SSL_SESSION session = ends.firstVisit();
    assertThat(SSL_SESSION_set_time(session, time)).isEqualTo(time);
    assertThat(SSL_SESSION_get_time(session)).isEqualTo(time < 0 ? 0 : 253_402_300_799L);
    byte[][] der = new byte[1][];
    int length = i2d_SSL_SESSION(session, der);
    SSL_SESSION read = d2i_SSL_SESSION(null, der[0], length);
    assertThat(SSL_SESSION_get_time(read)).isEqualTo(SSL_SESSION_get_time(session));
    assertThat(ends.isTaken(session)).as("not over").isEqualTo(time > 0);
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
