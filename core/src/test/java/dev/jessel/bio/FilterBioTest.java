// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FilterBioTest {
  private final ScriptedBio end = new ScriptedBio();
  private final FilterBio filter = new FilterBio(end);
  private final byte[] b = new byte[8];

  @Test
  void bytesPassAndAreCounted() {
    end.onRead = (self, len) -> 3;
    end.onWrite = (self, len) -> 5;
    assertThat(filter.read(b, 0, 8)).isEqualTo(3);
    assertThat(filter.write(b, 0, 8)).isEqualTo(5);
    assertThat(filter.bytesRead()).isEqualTo(3);
    assertThat(filter.bytesWritten()).isEqualTo(5);
  }

  @Test
  void theNextBiosFlagsAreTaken() {
    end.onRead = (self, len) -> self.blockRead(RetryFlags.IO_SPECIAL, RetryFlags.REASON_ACCEPT);
    end.onWrite = (self, len) -> self.blockWrite();
    assertThat(filter.read(b, 0, 8)).isEqualTo(-1);
    assertThat(filter.shouldIoSpecial()).isTrue();
    assertThat(filter.retryReason()).isEqualTo(RetryFlags.REASON_ACCEPT);
    assertThat(filter.write(b, 0, 8)).isEqualTo(-1);
    assertThat(filter.shouldWrite()).isTrue();
    end.onFlush = (self, len) -> self.blockWrite();
    assertThat(filter.flush()).isFalse();
    assertThat(filter.shouldWrite()).isTrue();
  }

  @Test
  void theNextBiosFailureIsTaken() {
    IOException reset = new IOException("Connection reset");
    end.onRead =
        (self, len) -> {
          throw reset;
        };
    assertThat(filter.read(b, 0, 8)).isEqualTo(-1);
    assertThat(filter.failure()).containsSame(reset);
    assertThat(filter.shouldRetry()).isFalse();
  }

  @Test
  void theEndPasses() {
    end.onRead = (self, len) -> 0;
    assertThat(filter.eof()).isFalse();
    assertThat(filter.read(b, 0, 8)).isZero();
    assertThat(filter.eof()).isTrue();
  }

  @Test
  void pendingBytesAndResetAreAskedOfTheNextBio() {
    MemoryBio memory = new MemoryBio();
    memory.write(b, 0, 8);
    FilterBio onMemory = new FilterBio(memory);
    assertThat(onMemory.pending()).isEqualTo(8);
    assertThat(onMemory.reset()).isTrue();
    assertThat(memory.pending()).isZero();
    BioPair pair = BioPair.create();
    FilterBio onPair = new FilterBio(pair.left());
    onPair.write(b, 0, 8);
    assertThat(onPair.writePending()).isEqualTo(8);
  }

  @Test
  void aFilterWithNothingBehindItFails() {
    FilterBio alone = new FilterBio();
    assertThat(alone.read(b, 0, 1)).isEqualTo(-1);
    assertThat(alone.failure()).isPresent();
    assertThat(alone.write(b, 0, 1)).isEqualTo(-1);
    assertThat(alone.failure()).isPresent();
    assertThat(alone.flush()).isFalse();
    assertThat(alone.shouldRetry()).isFalse();
    assertThat(alone.pending() + alone.writePending()).isZero();
    assertThat(alone.eof()).isFalse();
    assertThat(alone.reset()).isFalse();
  }

  @Test
  void aFilterMayEndTheStreamItself() {
    FilterBio ending =
        new FilterBio(new ScriptedBio()) {
          @Override
          protected int doRead(byte[] b, int off, int len) {
            return 0;
          }
        };
    assertThat(ending.read(b, 0, 1)).isZero();
    assertThat(ending.eof()).isTrue();
  }
}
