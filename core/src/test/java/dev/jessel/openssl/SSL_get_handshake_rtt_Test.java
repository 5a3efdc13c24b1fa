// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.Bytes;
import org.junit.jupiter.api.Test;

/** SSL_get_handshake_rtt(3): how long the peer took to answer. */
class SSL_get_handshake_rtt_Test {
  @Test
  void bothEndsKnowItAfterTheHandshake() {
    Endpoints ends = Endpoints.overPair().make();
    long[] rtt = {-1};
    assertThat(SSL_get_handshake_rtt(ends.client, rtt)).isZero();
    SSL_do_handshake(ends.client);
    assertThat(SSL_get_handshake_rtt(ends.client, rtt)).isZero();
    assertThat(rtt[0]).isEqualTo(-1);
    ends.shakeOnly();
    assertThat(SSL_get_handshake_rtt(ends.client, rtt)).isEqualTo(1);
    assertThat(rtt[0]).isPositive();
    assertThat(SSL_get_handshake_rtt(ends.server, rtt)).isEqualTo(1);
    assertThat(rtt[0]).isNotNegative();
  }

  @Test
  void aClientAsksWithItsHelloAndIsAnsweredWithFinished() {
    long[] now = {1_000_000};
    HandshakeNotes notes = new HandshakeNotes(() -> now[0]);
    notes.message(false, true, message(1));
    now[0] += 5_000_000;
    notes.message(false, false, message(2));
    assertThat(notes.roundTrip()).isEmpty();
    notes.message(false, false, message(20));
    now[0] += 5_000_000;
    notes.message(false, true, message(20));
    notes.message(false, false, message(4));
    assertThat(notes.roundTrip()).hasValue(5000);
  }

  @Test
  void aServerAsksWithItsFlightAndIsAnsweredWithFinished() {
    long[] now = {0};
    HandshakeNotes notes = new HandshakeNotes(() -> now[0]);
    notes.message(true, false, message(1));
    notes.message(true, true, message(2));
    now[0] += 1_000_000;
    notes.message(true, true, message(20));
    now[0] += 3_000_000;
    notes.message(true, false, message(20));
    assertThat(notes.roundTrip()).hasValue(3000);
  }

  private static Bytes message(int type) {
    return Bytes.of((byte) type, (byte) 0, (byte) 0, (byte) 0);
  }
}
