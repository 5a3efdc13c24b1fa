// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** Who wins, with times that are made up. */
class RaceTest {
  private final Provider there = new Named("There");
  private final Provider other = new Named("Other");
  private final Map<Provider, IntToLongFunction> script = new HashMap<>();
  private final Map<Provider, Integer> rounds = new HashMap<>();

  @Test
  void whoIsClearlyFasterWins() throws Exception {
    assertThat(isWon(round -> 1_000, round -> 800)).isTrue();
  }

  @Test
  void whoIsSlowerLoses() throws Exception {
    assertThat(isWon(round -> 1_000, round -> 1_100)).isFalse();
  }

  @Test
  void aLittleFasterIsNoReasonToChange() throws Exception {
    assertThat(isWon(round -> 1_000, round -> 900)).isFalse();
  }

  @Test
  void whatTheJvmHasNotCompiledYetDoesNotCount() throws Exception {
    assertThat(isWon(round -> round < 300 ? 100_000 : 1_000, round -> 2_000)).isFalse();
  }

  @Test
  void whoDoesNotWinAgainstCodeThatIsNotCompiledIsNotMeasuredLonger() throws Exception {
    assertThat(isWon(round -> 1_000, round -> 2_000)).isFalse();

    assertThat(rounds.get(there)).isLessThan(10);
  }

  @Test
  void aFewInterruptedRoundsDoNotDecide() throws Exception {
    assertThat(isWon(round -> 1_000, round -> round % 3 == 1 ? 1_000_000 : 500)).isTrue();
    assertThat(isWon(round -> round % 3 == 1 ? 1_000_000 : 1_000, round -> 900)).isFalse();
  }

  @Test
  void workThatTakesNoTimeAtAllEndsToo() throws Exception {
    assertThat(isWon(round -> 0, round -> 0)).isFalse();
    assertThat(isWon(round -> round < 3 ? 1 : 0, round -> 0)).isTrue();
  }

  @Test
  void slowWorkIsMeasuredInFewRounds() throws Exception {
    assertThat(isWon(round -> 100_000_000, round -> 1_000_000)).isTrue();

    assertThat(rounds.get(there)).isLessThan(10);
  }

  @Test
  void whoComputesSomethingElseIsNotEvenMeasured() {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> new Race(this::nanos).isWon(new Work(false), other, there));

    assertThat(rounds).isEmpty();
  }

  private boolean isWon(IntToLongFunction ofThere, IntToLongFunction ofOther) throws Exception {
    rounds.clear();
    script.put(there, ofThere);
    script.put(other, ofOther);
    return new Race(this::nanos).isWon(new Work(true), other, there);
  }

  private long nanos(Trial.Round round, Provider worker) throws GeneralSecurityException {
    round.run();
    return script.get(worker).applyAsLong(rounds.merge(worker, 1, Integer::sum) - 1);
  }

  private record Work(boolean same) implements Trial {
    @Override
    public Round with(Provider provider) {
      return () -> {};
    }

    @Override
    public void requireSame(Provider one, Provider another) throws GeneralSecurityException {
      Trial.require(same, "work");
    }
  }

  private static final class Named extends Provider {
    private static final long serialVersionUID = 1L;

    Named(String name) {
      super(name, "1", "for a test");
    }
  }
}
