// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;

/**
 * Two providers do the same work in turns, some tenths of a second at the most.
 *
 * <p>The one that is there already runs ahead: code in Java is slow until the JVM has compiled it,
 * and native code is not. Without that every native provider would win at the start of a process,
 * also where it is the slower one ever after.
 */
final class Race {
  /** How much longer the one that is there must take: a coin toss is no reason to change. */
  private static final double MARGIN = 1.2;

  private static final long AHEAD_NANOS = 40_000_000;
  private static final long IN_TURNS_NANOS = 20_000_000;

  /** Rounds of a scripted or very fast piece of work end, too. */
  private static final int MOST_ROUNDS = 20_000;

  private static final int FIRST_TURNS = 3;
  private static final int LEAST_TURNS = 3;
  private static final int MOST_TURNS = 9;

  private final Stopwatch stopwatch;

  Race(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  /**
   * Whether {@code challenger} does the work right and in clearly less time than {@code incumbent}.
   *
   * @throws GeneralSecurityException if one of them fails, or they do not come to the same
   */
  boolean isWon(Trial trial, Provider challenger, Provider incumbent)
      throws GeneralSecurityException {
    trial.requireSame(incumbent, challenger);
    Runner theirs = new Runner(trial.with(incumbent), incumbent);
    Runner ours = new Runner(trial.with(challenger), challenger);
    inTurns(theirs, ours, FIRST_TURNS);
    // What does not win against code that has not been compiled yet never will.
    if (ours.best() >= theirs.best()) {
      return false;
    }
    runAhead(theirs);
    theirs.forget();
    ours.forget();
    inTurns(theirs, ours, MOST_TURNS);
    return ours.median() * MARGIN <= theirs.median();
  }

  private static void runAhead(Runner runner) throws GeneralSecurityException {
    long spent = 0;
    for (int i = 0; i < MOST_ROUNDS && spent < AHEAD_NANOS; i++) {
      spent += runner.run();
    }
  }

  private static void inTurns(Runner one, Runner other, int most) throws GeneralSecurityException {
    long spent = 0;
    for (int i = 0; i < most && (i < LEAST_TURNS || spent < IN_TURNS_NANOS); i++) {
      spent += one.run() + other.run();
    }
  }

  private final class Runner {
    private final Trial.Round round;
    private final Provider worker;
    private final List<Long> times = new ArrayList<>();

    Runner(Trial.Round round, Provider worker) {
      this.round = round;
      this.worker = worker;
    }

    long run() throws GeneralSecurityException {
      long nanos = stopwatch.nanos(round, worker);
      times.add(nanos);
      return nanos;
    }

    void forget() {
      times.clear();
    }

    long best() {
      return times.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    double median() {
      return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
  }
}
