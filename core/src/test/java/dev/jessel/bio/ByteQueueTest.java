// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
  private final ByteQueue queue = new ByteQueue();

  @Test
  void anEmptyQueueHoldsNoArray() throws IOException {
    assertThat(queue.array()).isEmpty();
    queue.add(new byte[100_000], 0, 100_000);
    assertThat(queue.array()).hasSizeGreaterThanOrEqualTo(100_000);
    queue.take(new byte[100_000], 0, 100_000);
    assertThat(queue.array()).isEmpty();
    queue.add(new byte[10], 0, 10);
    queue.clear();
    assertThat(queue.array()).isEmpty();
    queue.reserve(10);
    queue.filled(0);
    assertThat(queue.array()).isEmpty();
  }

  @Test
  void aBusyQueueUsesItsArrayAgain() throws IOException {
    queue.add(new byte[5000], 0, 5000);
    byte[] first = queue.array();
    queue.clear();
    queue.add(new byte[10], 0, 10);
    assertThat(queue.array()).isSameAs(first);
  }

  @Test
  void takingBytesDoesNotMoveTheRest() throws IOException {
    queue.add(new byte[1000], 0, 1000);
    byte[] before = queue.array();
    queue.take(new byte[1], 0, 1);
    assertThat(queue.array()).isSameAs(before);
    assertThat(queue.head()).isEqualTo(1);
  }

  @Test
  void aFullArrayIsNotMovedForEachByte() throws IOException {
    queue.add(new byte[1024], 0, 1024);
    int moves = 0;
    for (int i = 0; i < 500; i++) {
      queue.take(new byte[1], 0, 1);
      int before = queue.head();
      queue.add(new byte[1], 0, 1);
      moves += queue.head() < before ? 1 : 0;
    }
    assertThat(moves).isEqualTo(1);
  }

  @Test
  void aQueueThatNeverEmptiesDoesNotGrowForEver() throws IOException {
    byte[] b = new byte[100];
    queue.add(b, 0, 100);
    for (int i = 0; i < 10_000; i++) {
      queue.add(b, 0, 100);
      queue.take(b, 0, 100);
    }
    assertThat(queue.size()).isEqualTo(100);
    assertThat(queue.array().length).isLessThanOrEqualTo(1024);
  }

  @Test
  void theOrderHoldsWhateverTheSizes() throws IOException {
    Random random = new Random(7);
    long written = 0;
    long read = 0;
    byte[] b = new byte[3000];
    for (int i = 0; i < 5000; i++) {
      int in = random.nextInt(b.length);
      for (int k = 0; k < in; k++) {
        b[k] = pattern(written++);
      }
      queue.add(b, 0, in);
      int out = queue.take(b, 0, random.nextInt(b.length));
      for (int k = 0; k < out; k++) {
        assertThat(b[k]).isEqualTo(pattern(read++));
      }
      assertThat(queue.size()).isEqualTo((int) (written - read));
    }
  }

  private static byte pattern(long index) {
    return (byte) (index * 31 ^ index >> 8);
  }

  @Test
  void aSizeBeyondAnArrayIsRefusedBeforeAllocation() throws IOException {
    queue.add(new byte[10], 0, 10);
    assertThatThrownBy(() -> queue.reserve(Integer.MAX_VALUE - 8)).isInstanceOf(IOException.class);
    assertThat(queue.size()).isEqualTo(10);
  }
}
