// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.bio.BioPair;
import dev.jessel.bio.MemoryBio;
import org.junit.jupiter.api.Test;

class CorruptingBioTest {
  private final MemoryBio memory = new MemoryBio();

  @Test
  void oneBitOfTheNamedByteIsFlippedOnWriting() {
    CorruptingBio bio = CorruptingBio.writing(4, 0x80, memory);
    byte[] data = {1, 1, 1};
    assertThat(bio.write(data, 0, 3)).isEqualTo(3);
    assertThat(bio.write(data, 0, 3)).isEqualTo(3);
    assertThat(bio.write(data, 0, 3)).isEqualTo(3);
    assertThat(memory.toByteArray()).containsExactly(1, 1, 1, 1, 0x81, 1, 1, 1, 1);
    assertThat(data).containsExactly(1, 1, 1);
  }

  @Test
  void oneBitOfTheNamedByteIsFlippedOnReading() {
    memory.write(new byte[] {0, 0, 0, 0, 0, 0}, 0, 6);
    CorruptingBio bio = CorruptingBio.reading(3, 1, memory);
    byte[] b = new byte[6];
    assertThat(bio.read(b, 0, 2)).isEqualTo(2);
    assertThat(bio.read(b, 2, 4)).isEqualTo(4);
    assertThat(b).containsExactly(0, 0, 0, 1, 0, 0);
  }

  @Test
  void aShortWriteBeforeThePositionDoesNotMoveIt() {
    BioPair pair = BioPair.create(2, 2);
    CorruptingBio bio = CorruptingBio.writing(2, 1, pair.left());
    assertThat(bio.write(new byte[4], 0, 4)).isEqualTo(2);
    byte[] b = new byte[4];
    assertThat(pair.right().read(b, 0, 4)).isEqualTo(2);
    assertThat(bio.write(new byte[2], 0, 2)).isEqualTo(2);
    assertThat(pair.right().read(b, 2, 2)).isEqualTo(2);
    assertThat(b).containsExactly(0, 0, 1, 0);
  }

  @Test
  void aMaskThatFlipsNothingIsRefused() {
    assertThatThrownBy(() -> CorruptingBio.writing(0, 0, memory))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CorruptingBio.writing(0, 0x100, memory))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CorruptingBio.reading(-1, 1, memory))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
