// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BioPairTest {
  private final BioPair pair = BioPair.create(10, 10);
  private final BioPair.Half left = pair.left();
  private final BioPair.Half right = pair.right();
  private final byte[] b = new byte[32];

  @Test
  void aWriteTakesWhatFitsAndThenBlocks() {
    assertThat(left.write(b, 0, 15)).isEqualTo(10);
    assertThat(left.write(b, 10, 5)).isEqualTo(-1);
    assertThat(left.shouldRetry()).isTrue();
    assertThat(left.shouldWrite()).isTrue();
    assertThat(right.pending()).isEqualTo(10);
    assertThat(left.writePending()).isEqualTo(10);
    assertThat(left.writeGuarantee()).isZero();
    assertThat(right.read(b, 0, 4)).isEqualTo(4);
    assertThat(left.writeGuarantee()).isEqualTo(4);
  }

  @Test
  void anEmptyReadBlocksAndRecordsWhatWasWanted() {
    assertThat(right.read(b, 0, 6)).isEqualTo(-1);
    assertThat(right.shouldRead()).isTrue();
    assertThat(right.eof()).isFalse();
    assertThat(left.readRequest()).isEqualTo(6);
    assertThat(right.readRequest()).isZero();
    assertThat(right.read(b, 0, 32)).isEqualTo(-1);
    assertThat(left.readRequest()).as("at most the capacity").isEqualTo(10);
  }

  @Test
  void aWriteOrAResetForgetsTheReadRequest() {
    right.read(b, 0, 6);
    left.write(b, 0, 3);
    assertThat(left.readRequest()).isZero();
    right.read(b, 0, 3);
    right.read(b, 0, 6);
    assertThat(left.readRequest()).isEqualTo(6);
    left.resetReadRequest();
    assertThat(left.readRequest()).isZero();
  }

  @Test
  void theRingWrapsInOneRead() {
    left.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 0, 8);
    assertThat(right.read(b, 0, 6)).isEqualTo(6);
    assertThat(left.write(new byte[] {9, 10, 11, 12, 13, 14, 15, 16}, 0, 8)).isEqualTo(8);
    byte[] all = new byte[10];
    assertThat(right.read(all, 0, 10)).isEqualTo(10);
    assertThat(all).containsExactly(7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  }

  @Test
  void dataWrittenBeforeShutdownStaysReadableThenComesTheEnd() {
    left.write(b, 0, 3);
    left.shutdownWrite();
    assertThat(left.writeGuarantee()).isZero();
    assertThat(right.eof()).isFalse();
    assertThat(right.read(b, 0, 32)).isEqualTo(3);
    assertThat(right.eof()).isTrue();
    assertThat(right.read(b, 0, 32)).isZero();
    assertThat(right.shouldRetry()).isFalse();
  }

  @Test
  void aWriteAfterOwnShutdownIsABrokenPipe() {
    left.shutdownWrite();
    assertThat(left.write(b, 0, 1)).isEqualTo(-1);
    assertThat(left.shouldRetry()).isFalse();
    assertThat(left.failure())
        .hasValueSatisfying(e -> assertThat(e).hasMessageContaining("broken pipe"));
  }

  @Test
  void closingOneDirectionLeavesTheOtherWorking() {
    left.shutdownWrite();
    assertThat(right.write(b, 0, 2)).isEqualTo(2);
    assertThat(left.read(b, 0, 2)).isEqualTo(2);
    assertThat(left.eof()).isFalse();
  }

  @Test
  void closingAHalfBreaksTheOtherAndLosesItsData() {
    left.write(b, 0, 3);
    left.close();
    assertThat(right.pending()).isZero();
    assertThat(right.eof()).isTrue();
    assertThat(right.read(b, 0, 3)).isEqualTo(-1);
    assertThat(right.shouldRetry()).isFalse();
    assertThat(right.failure()).isPresent();
    assertThat(right.write(b, 0, 3)).isEqualTo(-1);
    assertThat(right.failure()).isPresent();
    assertThat(right.writeGuarantee()).isZero();
  }

  @Test
  void flushHasNothingToDo() {
    left.write(b, 0, 3);
    assertThat(left.flush()).isTrue();
    assertThat(left.writePending()).isEqualTo(3);
  }

  @Test
  void resetDropsWhatThisHalfHasWritten() {
    left.write(b, 0, 3);
    right.write(b, 0, 2);
    assertThat(left.reset()).isTrue();
    assertThat(right.pending()).isZero();
    assertThat(left.pending()).isEqualTo(2);
    assertThat(left.writeGuarantee()).isEqualTo(10);
  }

  @Test
  void eachHalfHasItsOwnCapacity() {
    BioPair uneven = BioPair.create(3, 5);
    assertThat(uneven.left().write(b, 0, 32)).isEqualTo(3);
    assertThat(uneven.right().write(b, 0, 32)).isEqualTo(5);
    assertThat(BioPair.create().left().writeGuarantee()).isEqualTo(17 * 1024);
  }

  @Test
  void aCapacityMustBePositive() {
    assertThatThrownBy(() -> BioPair.create(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BioPair.create(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoThreadsMovePatternedBytesThroughASmallPair() {
    int total = 100_000;
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeCounting(total));
    Random random = new Random(11);
    int seen = 0;
    byte[] in = new byte[16];
    while (true) {
      int n = right.read(in, 0, 1 + random.nextInt(in.length));
      if (n == 0) {
        break;
      }
      assertThat(n > 0 || right.readFlags().shouldRead()).isTrue();
      giveWay(n);
      for (int i = 0; i < n; i++) {
        assertThat(in[i]).isEqualTo((byte) seen++);
      }
    }
    writer.join();
    assertThat(seen).isEqualTo(total);
    assertThat(right.bytesRead()).isEqualTo(total);
  }

  private void writeCounting(int total) {
    byte[] out = new byte[256];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) i;
    }
    for (int sent = 0; sent < total; ) {
      int at = sent & 0xff;
      int n = left.write(out, at, Math.min(out.length - at, total - sent));
      sent += Math.max(n, 0);
      giveWay(n);
    }
    left.shutdownWrite();
  }

  /** Nothing moved: the other thread must run first, which may share the one processor left. */
  @SuppressWarnings("ThreadPriorityCheck") // it is a kindness: the test is right without it
  private static void giveWay(int moved) {
    if (moved < 0) {
      Thread.yield();
    }
  }

  @Test
  void nothingIsHandedOverThatNobodyWrote() {
    BioPair pair = BioPair.create(8, 8);
    byte[] bytes = new byte[8];
    assertThatThrownBy(() -> pair.left().commit(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> pair.left().commit(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(pair.left().writable().remaining()).isEqualTo(8);
    assertThatThrownBy(() -> pair.left().commit(9)).isInstanceOf(IndexOutOfBoundsException.class);
    pair.left().commit(6);
    pair.right().skip(-3);
    assertThat(pair.right().pending()).isEqualTo(6);
    pair.right().skip(4);
    assertThat(pair.left().writable().remaining()).as("up to the end of the ring").isEqualTo(2);
    assertThatThrownBy(() -> pair.left().commit(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(pair.right().read(bytes, 0, 8)).isEqualTo(2);
  }
}
