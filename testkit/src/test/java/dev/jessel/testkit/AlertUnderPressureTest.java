// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.SslReason;
import org.junit.jupiter.api.Test;

/** The alert of a failure, when the transport does not take it at once. */
final class AlertUnderPressureTest {
  private static final byte[] NONSENSE = {22, 3, 1, 0, 4, 99, 0, 0, 0};
  private static final int ALERT_RECORD = 7;
  private static final int ROOM = 3;

  private final BioPair narrow = BioPair.create(ROOM, ROOM);
  private final Ssl server =
      SslContext.server()
          .credential(CertificateFactory.create().localhost(KeyType.P256).credential())
          .build()
          .newSsl();

  @Test
  void theRestGoesOutWithTheNextCalls() {
    MemoryBio nonsense = new MemoryBio();
    assertThat(nonsense.write(NONSENSE, 0, NONSENSE.length)).isEqualTo(NONSENSE.length);
    server.bio(nonsense, narrow.left());
    byte[] alert = new byte[ALERT_RECORD];
    int came = 0;

    for (int i = 0; i < ALERT_RECORD && came < ALERT_RECORD; i++) {
      assertThatThrownBy(server::handshake)
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.UNEXPECTED_MESSAGE));
      came += Math.max(0, narrow.right().read(alert, came, ALERT_RECORD - came));
    }

    assertThat(alert).containsExactly(21, 3, 3, 0, 2, 2, 10);
    assertThatThrownBy(server::handshake).isInstanceOf(SslException.class);
    assertThat(narrow.right().read(new byte[1], 0, 1)).isEqualTo(-1);
  }
}
