// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import org.junit.jupiter.api.Test;

final class HandshakeDeframerTest {
  private static final byte[] FINISHED = {20, 0, 0, 3, 7, 8, 9};

  private final HandshakeDeframer deframer = new HandshakeDeframer();

  @Test
  void aMessageComesWholeHoweverItWasCut() throws TlsException {
    for (byte one : FINISHED) {
      assertThat(deframer.next()).isEmpty();
      deframer.add(new byte[] {one}, 0, 1);
    }

    HandshakeDeframer.RawMessage message = deframer.next().orElseThrow();

    assertThat(message.type()).isEqualTo(HandshakeType.FINISHED);
    assertThat(message.bytes()).isEqualTo(Bytes.of(FINISHED));
    assertThat(message.body().rest()).isEqualTo(Bytes.of((byte) 7, (byte) 8, (byte) 9));
    assertThat(deframer.isEmpty()).isTrue();
  }

  @Test
  void twoMessagesInOneRecordComeOneByOne() throws TlsException {
    byte[] two = new byte[2 * FINISHED.length];
    System.arraycopy(FINISHED, 0, two, 0, FINISHED.length);
    System.arraycopy(FINISHED, 0, two, FINISHED.length, FINISHED.length);
    deframer.add(two, 0, two.length);

    assertThat(deframer.next()).isPresent();
    assertThat(deframer.hasMessage()).isTrue();
    assertThat(deframer.isEmpty()).isFalse();
    assertThat(deframer.next()).isPresent();
    assertThat(deframer.next()).isEmpty();
  }

  @Test
  void aMessageThatIsTooLongIsRefusedByItsHeader() {
    byte[] header = {24, 0, 0, 2};
    deframer.add(header, 0, header.length);

    assertThatThrownBy(deframer::next)
        .isInstanceOfSatisfying(
            TlsException.class,
            e -> assertThat(e.reason()).isEqualTo(SslReason.EXCESSIVE_MESSAGE_SIZE));
  }

  @Test
  void everyTypeHasABound() {
    for (int code = 0; code < 256; code++) {
      assertThat(RecordLimits.maxMessage(new HandshakeType(code))).isBetween(1, 140_000);
    }
  }
}
