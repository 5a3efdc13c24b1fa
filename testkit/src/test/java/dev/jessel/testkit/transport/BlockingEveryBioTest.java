// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.bio.MemoryBio;
import org.junit.jupiter.api.Test;

class BlockingEveryBioTest {
  private final MemoryBio memory = new MemoryBio();
  private final byte[] data = {1, 2, 3, 4};

  @Test
  void aRetryComesAfterEachTwoWrites() {
    BlockingEveryBio bio = BlockingEveryBio.writes(2, memory);
    assertThat(bio.write(data, 0, 4)).isEqualTo(4);
    assertThat(bio.write(data, 0, 4)).isEqualTo(4);
    assertThat(bio.write(data, 0, 4)).isEqualTo(-1);
    assertThat(bio.shouldWrite()).isTrue();
    assertThat(bio.write(data, 0, 4)).isEqualTo(4);
    assertThat(bio.write(data, 0, 4)).isEqualTo(4);
    assertThat(bio.write(data, 0, 4)).isEqualTo(-1);
    assertThat(memory.pending()).isEqualTo(16);
  }

  @Test
  void aRetryComesAfterEachRead() {
    memory.write(data, 0, 4);
    BlockingEveryBio bio = BlockingEveryBio.reads(1, memory);
    assertThat(bio.read(new byte[2], 0, 2)).isEqualTo(2);
    assertThat(bio.read(new byte[2], 0, 2)).isEqualTo(-1);
    assertThat(bio.shouldRead()).isTrue();
    assertThat(bio.read(new byte[2], 0, 2)).isEqualTo(2);
  }

  @Test
  void theOtherDirectionPasses() {
    BlockingEveryBio bio = BlockingEveryBio.reads(1, memory);
    for (int i = 0; i < 10; i++) {
      assertThat(bio.write(data, 0, 4)).isEqualTo(4);
    }
  }

  @Test
  void bothDirectionsBlockAndCountApart() {
    BlockingEveryBio bio = BlockingEveryBio.operations(1, memory);
    assertThat(bio.write(data, 0, 4)).isEqualTo(4);
    assertThat(bio.read(new byte[1], 0, 1)).isEqualTo(1);
    assertThat(bio.write(data, 0, 4)).isEqualTo(-1);
    assertThat(bio.read(new byte[1], 0, 1)).isEqualTo(-1);
  }

  @Test
  void zeroBlocksUntilAllowed() {
    BlockingEveryBio bio = BlockingEveryBio.operations(0, memory);
    assertThat(bio.write(data, 0, 4)).isEqualTo(-1);
    assertThat(bio.write(data, 0, 4)).isEqualTo(-1);
    bio.allow(0, 1);
    assertThat(bio.write(data, 0, 4)).isEqualTo(4);
    assertThat(bio.write(data, 0, 4)).isEqualTo(-1);
    assertThat(bio.read(new byte[1], 0, 1)).isEqualTo(-1);
  }

  @Test
  void aNegativeNumberIsRefused() {
    assertThatThrownBy(() -> BlockingEveryBio.operations(-1, memory))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
