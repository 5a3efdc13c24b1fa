// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.MemoryBio;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrickleBioTest {
  private final MemoryBio memory = new MemoryBio();
  private final TrickleBio trickle = new TrickleBio(memory);
  private final byte[] data = "abc".getBytes(StandardCharsets.US_ASCII);

  @Test
  void everySecondWriteTakesOneByte() {
    assertThat(trickle.write(data, 0, 3)).isEqualTo(-1);
    assertThat(trickle.shouldWrite()).isTrue();
    assertThat(trickle.write(data, 0, 3)).isEqualTo(1);
    assertThat(trickle.shouldRetry()).isFalse();
    assertThat(trickle.write(data, 1, 2)).isEqualTo(-1);
    assertThat(trickle.write(data, 1, 2)).isEqualTo(1);
    assertThat(memory.toByteArray()).containsExactly('a', 'b');
  }

  @Test
  void everySecondReadGivesOneByte() {
    memory.write(data, 0, 3);
    byte[] b = new byte[3];
    assertThat(trickle.read(b, 0, 3)).isEqualTo(-1);
    assertThat(trickle.shouldRead()).isTrue();
    assertThat(trickle.read(b, 0, 3)).isEqualTo(1);
    assertThat(trickle.read(b, 1, 2)).isEqualTo(-1);
    assertThat(trickle.read(b, 1, 2)).isEqualTo(1);
    assertThat(b).containsExactly('a', 'b', 0);
  }

  @Test
  void theDirectionsCountApart() {
    memory.write(data, 0, 1);
    assertThat(trickle.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(trickle.write(data, 0, 1)).isEqualTo(-1);
    assertThat(trickle.read(new byte[1], 0, 1)).isEqualTo(1);
    assertThat(trickle.write(data, 0, 1)).isEqualTo(1);
  }

  @Test
  void theEndOfTheStreamPassesThrough() {
    memory.eofReturn(0);
    assertThat(trickle.read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(trickle.read(new byte[1], 0, 1)).isZero();
    assertThat(trickle.eof()).isTrue();
  }
}
