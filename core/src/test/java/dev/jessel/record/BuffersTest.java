// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BuffersTest {
  private final BufferPool pool = new BufferPool(4);

  @Test
  void anArrayThatWasGivenBackIsLentAgain() {
    byte[] array = pool.take();
    pool.give(array);

    assertThat(pool.take()).isSameAs(array);
    assertThat(pool.take()).isNotSameAs(array);
  }

  @Test
  void anArrayOfAnotherLengthIsNotKept() {
    byte[] odd = new byte[10];
    pool.give(odd);

    assertThat(pool.take()).hasSize(BufferPool.ARRAY_LENGTH);
  }

  @Test
  void plaintextIsWipedOnTheWayBack() {
    byte[] array = pool.take();
    Arrays.fill(array, (byte) 1);
    pool.giveWiped(array, 100);

    byte[] again = pool.take();
    assertThat(Arrays.copyOf(again, 100)).containsOnly(0);
    assertThat(again[100]).isEqualTo((byte) 1);
  }

  @Test
  void anEmptyInboundBufferHoldsNoArray() {
    InboundBuffer in = new InboundBuffer(pool);
    assertThat(in.makeRoom(5)).isGreaterThanOrEqualTo(5);
    in.filled(5);
    in.consume(5);
    byte[] used = in.array();
    in.releaseIfEmpty();

    assertThat(in.array()).isEmpty();
    assertThat(pool.take()).isSameAs(used);
  }

  @Test
  void anInboundBufferMakesRoomForAWholeRecordBehindWhatItHolds() {
    InboundBuffer in = new InboundBuffer(pool);
    int room = in.makeRoom(1);
    in.array()[room - 1] = 42;
    in.filled(room);
    in.consume(room - 1);

    assertThat(in.makeRoom(RecordLimits.MAX_RECORD)).isGreaterThan(RecordLimits.MAX_RECORD - 1);
    assertThat(in.size()).isEqualTo(1);
    assertThat(in.peek(0)).isEqualTo(42);
  }

  @Test
  void anOutboundBufferGrowsAndKeepsItsBytesInOrder() {
    OutboundBuffer out = new OutboundBuffer(pool);
    for (int i = 0; i < 5; i++) {
      int at = out.reserve(16_000);
      Arrays.fill(out.array(), at, at + 16_000, (byte) i);
      out.sealed(16_000);
    }
    out.consume(15_999);

    assertThat(out.size()).isEqualTo(5 * 16_000 - 15_999);
    assertThat(out.array()[out.start()]).isEqualTo((byte) 0);
    assertThat(out.array()[out.start() + 1]).isEqualTo((byte) 1);
    assertThat(out.array()[out.start() + out.size() - 1]).isEqualTo((byte) 4);
    out.consume(out.size());
    assertThat(out.array()).isEmpty();
  }
}
