// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);
  private static final Duration HOUR = Duration.ofHours(1);

  private final SecureRandom random = new SecureRandom();
  private final KeyRing first = KeyRing.fresh(random, NOW);
  private final KeyRing second = first.turned(random, NOW.plus(HOUR));

  @Test
  void theNextKeyBecomesTheCurrentOne() {
    assertThat(second.current()).isEqualTo(first.next());
    assertThat(second.previous()).contains(first.current());
    assertThat(second.next().name()).isNotIn(first.current().name(), first.next().name());
    assertThat(second.generation()).isEqualTo(1);
    assertThat(second.isAkinTo(first)).isTrue();
    assertThat(KeyRing.fresh(random, NOW).isAkinTo(first)).isFalse();
  }

  @Test
  void whatIsWrittenIsRead() {
    for (KeyRing ring : new KeyRing[] {first, second, second.alone()}) {
      KeyRing read = KeyRing.decode(ring.encode()).orElseThrow();
      assertThat(read.encode()).isEqualTo(ring.encode());
      assertThat(read.current().secret().equalTo(ring.current().secret())).isTrue();
      assertThat(read.changed()).isEqualTo(ring.changed());
      assertThat(read.exclusive()).isEqualTo(ring.exclusive());
      assertThat(read.previous().isPresent()).isEqualTo(ring.previous().isPresent());
    }
  }

  @Test
  void whatIsNoRingIsNotRead() {
    byte[] good = second.encode();
    for (int length = 0; length < good.length; length++) {
      // One key less is a ring too, the one of a first generation.
      if (length != good.length - 48) {
        assertThat(KeyRing.decode(Arrays.copyOf(good, length))).as("length " + length).isEmpty();
      }
    }
    assertThat(KeyRing.decode(Arrays.copyOf(good, good.length + 1))).isEmpty();
    good[0] = 2;
    assertThat(KeyRing.decode(good)).isEmpty();
  }

  @Test
  void keysAreDueAfterAPeriodAndWhenTheClockWasSetBackFar() {
    assertThat(first.isDue(NOW.plus(HOUR).minusMillis(1), HOUR)).isFalse();
    assertThat(first.isDue(NOW.plus(HOUR), HOUR)).isTrue();
    assertThat(first.isDue(NOW.minusSeconds(59), HOUR)).isFalse();
    assertThat(first.isDue(NOW.minusSeconds(61), HOUR)).isTrue();
  }

  @Test
  void whatAServerHadBeforeServesWhileThereIsNoPreviousKey() {
    KeyRing other = KeyRing.fresh(random, NOW);
    assertThat(first.previousOr(other.current())).contains(other.current());
    assertThat(first.previousOr(first.current())).isEmpty();
    assertThat(second.previousOr(other.current())).contains(first.current());
    assertThat(first.alone().previousOr(other.current())).isEmpty();
  }

  @Test
  void keysThatAreGoneAreWiped() {
    KeyRing third = second.turned(random, NOW);
    first.destroyBeside(third);
    assertThat(first.current().secret().isDestroyed()).isTrue();
    assertThat(second.current().secret().isDestroyed()).isFalse();
    assertThat(third.previous().orElseThrow().secret().isDestroyed()).isFalse();
  }

  @Test
  void nothingOfAKeyIsPrinted() {
    assertThat(second).hasToString("KeyRing[generation 1]");
  }
}
