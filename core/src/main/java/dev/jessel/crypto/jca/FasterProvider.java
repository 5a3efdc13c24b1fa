// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A provider that is asked to show for each algorithm that it is faster, once, when that is first
 * used. Thread-safe.
 */
final class FasterProvider {
  private final Map<Match, Boolean> won;
  private final Supplier<Optional<Provider>> challenger;
  private final Race race;
  private final Predicate<Trial> may;

  /**
   * A challenge to whoever serves an algorithm now.
   *
   * @param challenger a healthy provider, if there is one; it must answer the same each time
   */
  FasterProvider(Supplier<Optional<Provider>> challenger, Stopwatch stopwatch) {
    this(new ConcurrentHashMap<>(), challenger, new Race(stopwatch), trial -> true);
  }

  private FasterProvider(
      Map<Match, Boolean> won,
      Supplier<Optional<Provider>> challenger,
      Race race,
      Predicate<Trial> may) {
    this.won = won;
    this.challenger = challenger;
    this.race = race;
    this.may = may;
  }

  /** Amazon's, with answers that hold for the whole process. */
  static FasterProvider ofProcess() {
    return OfProcess.INSTANCE;
  }

  /** Challenges nobody. */
  static FasterProvider none() {
    return new FasterProvider(Optional::empty, Stopwatch.ofSystem());
  }

  /** The same challenge, but for algorithms that draw randomness. */
  FasterProvider withoutRandomness() {
    return new FasterProvider(won, challenger, race, trial -> !trial.isRandom());
  }

  /** Whether there is a challenger at all, besides {@code usual}. */
  boolean challenges(Provider usual) {
    return other(usual).isPresent();
  }

  private Optional<Provider> other(Provider usual) {
    return challenger.get().filter(found -> !ProviderChoice.isOne(found, usual));
  }

  /**
   * Who is to do the work of {@code trial}: {@code usual} unless the challenger won.
   *
   * @param algorithm what the answer is remembered by, besides who {@code usual} is
   */
  Provider or(Provider usual, String algorithm, Trial trial) {
    if (!may.test(trial)) {
      return usual;
    }
    Optional<Provider> other = other(usual);
    return other.isPresent() && wins(other.get(), usual, algorithm, trial) ? other.get() : usual;
  }

  private boolean wins(Provider other, Provider usual, String algorithm, Trial trial) {
    return won.computeIfAbsent(
        new Match(usual.getName(), algorithm), match -> race(other, usual, trial));
  }

  private boolean race(Provider other, Provider usual, Trial trial) {
    try {
      return race.isWon(trial, other, usual);
    } catch (GeneralSecurityException | RuntimeException | LinkageError unfit) {
      // It lacks the algorithm, breaks down, or computes something else: it stays out.
      return false;
    }
  }

  private record Match(String usual, String algorithm) {}

  /**
   * Made when it is first asked for. What is remembered in it depends on the machine and on the
   * class path alone, and those stay as they are: each context would come to the same by itself,
   * only later.
   */
  private static final class OfProcess {
    static final FasterProvider INSTANCE =
        new FasterProvider(AmazonProvider::find, Stopwatch.ofSystem());
  }
}
