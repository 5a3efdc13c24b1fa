// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BufferedBioTest {
  private final MemoryBio memory = new MemoryBio();
  private final ScriptedBio scripted = new ScriptedBio();

  @Test
  void smallWritesLeaveWithTheFlush() {
    BufferedBio bio = new BufferedBio(memory);
    assertThat(bio.write(counting(3), 0, 3)).isEqualTo(3);
    assertThat(bio.write(counting(4), 0, 4)).isEqualTo(4);
    assertThat(bio.writePending()).isEqualTo(7);
    assertThat(memory.pending()).isZero();
    assertThat(bio.flush()).isTrue();
    assertThat(memory.toByteArray()).containsExactly(0, 1, 2, 0, 1, 2, 3);
    assertThat(bio.writePending()).isZero();
  }

  @Test
  void theDefaultCapacityIs4096EachWay() {
    BufferedBio bio = new BufferedBio(memory);
    assertThat(bio.write(new byte[4095], 0, 4095)).isEqualTo(4095);
    assertThat(bio.write(new byte[1], 0, 1)).isEqualTo(1);
    assertThat(memory.pending()).isZero();
    assertThat(bio.write(new byte[1], 0, 1)).isEqualTo(1);
    assertThat(memory.pending()).isEqualTo(4096);
    assertThat(bio.writePending()).isEqualTo(1);
  }

  @Test
  void aLargeWriteGoesStraightOn() {
    BufferedBio bio = onTopOf(memory, 8, 8);
    assertThat(bio.write(counting(20), 0, 20)).isEqualTo(20);
    assertThat(memory.toByteArray()).containsExactly(counting(20));
    assertThat(bio.writePending()).isZero();
  }

  @Test
  void orderHoldsWhenALargeWriteFollowsASmallOne() {
    BufferedBio bio = onTopOf(memory, 8, 8);
    bio.write(new byte[] {100, 101, 102}, 0, 3);
    assertThat(bio.write(counting(20), 0, 20)).isEqualTo(20);
    bio.flush();
    assertThat(memory.toByteArray()).startsWith(100, 101, 102, 0, 1, 2).endsWith(18, 19);
    assertThat(memory.pending()).isEqualTo(23);
  }

  @Test
  void aBlockedWriteReturnsItsShortCountAndTheRetryShowsInTheNextCall() {
    BufferedBio bio = onTopOf(scripted, 8, 8);
    scripted.onWrite = (self, len) -> self.blockWrite();
    bio.write(counting(3), 0, 3);
    assertThat(bio.write(counting(20), 0, 20)).isEqualTo(5);
    assertThat(bio.shouldRetry()).isFalse();
    assertThat(bio.write(counting(20), 5, 15)).isEqualTo(-1);
    assertThat(bio.shouldWrite()).isTrue();
    assertThat(bio.writePending()).isEqualTo(8);
  }

  @Test
  void aFailureAfterAShortCountShowsInTheNextCall() {
    BufferedBio bio = onTopOf(scripted, 8, 8);
    scripted.onWrite =
        (self, len) -> {
          throw new IOException("Broken pipe");
        };
    bio.write(counting(3), 0, 3);
    assertThat(bio.write(counting(20), 0, 20)).isEqualTo(5);
    assertThat(bio.failure()).isEmpty();
    assertThat(bio.write(counting(20), 5, 15)).isEqualTo(-1);
    assertThat(bio.failure()).isPresent();
    assertThat(bio.shouldRetry()).isFalse();
  }

  @Test
  void flushGoesOnUntilNothingIsLeft() {
    BufferedBio bio = onTopOf(scripted, 8, 8);
    scripted.onWrite = (self, len) -> 1;
    bio.write(counting(7), 0, 7);
    assertThat(bio.flush()).isTrue();
    assertThat(scripted.calls).isEqualTo(7);
    assertThat(bio.writePending()).isZero();
  }

  @Test
  void aBlockedFlushIsARetryAndKeepsTheRest() {
    BufferedBio bio = onTopOf(scripted, 8, 8);
    scripted.onWrite = (self, len) -> self.bytesWritten() == 0 ? 2 : self.blockWrite();
    bio.write(counting(7), 0, 7);
    assertThat(bio.flush()).isFalse();
    assertThat(bio.shouldWrite()).isTrue();
    assertThat(bio.writePending()).isEqualTo(5);
    scripted.onWrite = (self, len) -> len;
    assertThat(bio.flush()).isTrue();
    assertThat(scripted.bytesWritten()).isEqualTo(7);
  }

  @Test
  void flushReachesTheBioBehind() {
    BufferedBio bio = onTopOf(scripted, 8, 8);
    scripted.onFlush = (self, len) -> self.blockWrite();
    assertThat(bio.flush()).isFalse();
    assertThat(bio.shouldWrite()).isTrue();
  }

  @Test
  void aReadTakesAheadAndServesFromTheBuffer() {
    memory.write(counting(20), 0, 20);
    BufferedBio bio = onTopOf(memory, 8, 8);
    assertThat(read(bio, 3)).containsExactly(0, 1, 2);
    assertThat(memory.pending()).isEqualTo(12);
    assertThat(bio.pending()).isEqualTo(5);
    assertThat(read(bio, 10)).containsExactly(3, 4, 5, 6, 7);
    assertThat(bio.pending()).as("of the Bio behind").isEqualTo(12);
  }

  @Test
  void aLargeReadGoesStraightThrough() {
    memory.write(counting(20), 0, 20);
    BufferedBio bio = onTopOf(memory, 8, 8);
    assertThat(read(bio, 20)).containsExactly(counting(20));
  }

  @Test
  void aReadDoesNotWaitForMoreThanIsThere() {
    BufferedBio bio = onTopOf(scripted, 8, 8);
    scripted.onRead = (self, len) -> 2;
    assertThat(read(bio, 5)).hasSize(2);
    assertThat(scripted.calls).isEqualTo(1);
  }

  @Test
  void aBlockedReadIsARetryAndTheEndIsTheEnd() {
    BufferedBio bio = new BufferedBio(memory);
    assertThat(bio.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(bio.shouldRead()).isTrue();
    memory.write(counting(3), 0, 3);
    memory.eofReturn(0);
    assertThat(read(bio, 1)).containsExactly(0);
    assertThat(bio.eof()).as("two bytes are left").isFalse();
    assertThat(read(bio, 9)).containsExactly(1, 2);
    assertThat(bio.read(new byte[1], 0, 1)).isZero();
    assertThat(bio.eof()).isTrue();
  }

  @Test
  void resetDropsBothBuffers() {
    memory.write(counting(8), 0, 8);
    BufferedBio bio = new BufferedBio(memory);
    read(bio, 1);
    bio.write(counting(3), 0, 3);
    assertThat(bio.reset()).isTrue();
    assertThat(bio.pending()).isZero();
    assertThat(bio.writePending()).isZero();
  }

  @Test
  void aCapacityMustBePositive() {
    assertThatThrownBy(() -> new BufferedBio(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BufferedBio(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyByteArrivesOnceWhateverTheSizesAndBlocks() {
    Random random = new Random(3);
    BioPair pair = BioPair.create(13, 13);
    BufferedBio writer = onTopOf(pair.left(), 8, 8);
    BufferedBio reader = onTopOf(pair.right(), 8, 8);
    byte[] data = counting(5000);
    byte[] got = new byte[5000];
    int sent = 0;
    int received = 0;
    while (received < data.length) {
      sent +=
          Math.max(0, writer.write(data, sent, Math.min(random.nextInt(30), data.length - sent)));
      if (random.nextInt(3) == 0 || sent == data.length) {
        writer.flush();
      }
      int room = Math.min(random.nextInt(30), got.length - received);
      received += Math.max(0, reader.read(got, received, room));
    }
    assertThat(got).containsExactly(data);
    assertThat(writer.bytesWritten()).isEqualTo(5000);
  }

  private static BufferedBio onTopOf(Bio next, int readCapacity, int writeCapacity) {
    BufferedBio bio = new BufferedBio(readCapacity, writeCapacity);
    bio.push(next);
    return bio;
  }

  private static byte[] read(Bio bio, int len) {
    byte[] b = new byte[len];
    int n = bio.read(b, 0, len);
    return Arrays.copyOf(b, n);
  }

  private static byte[] counting(int n) {
    byte[] b = new byte[n];
    for (int i = 0; i < n; i++) {
      b[i] = (byte) i;
    }
    return b;
  }
}
