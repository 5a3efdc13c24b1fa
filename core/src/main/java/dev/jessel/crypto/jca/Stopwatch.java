// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;

/** Says how long work takes. */
interface Stopwatch {
  /**
   * Has a round of {@code trial} done.
   *
   * @param worker who does it
   * @return nanoseconds, at least 0
   */
  long nanos(Trial.Round round, Provider worker) throws GeneralSecurityException;

  /** Time on the wall. */
  static Stopwatch ofSystem() {
    return (round, worker) -> {
      long start = System.nanoTime();
      round.run();
      return System.nanoTime() - start;
    };
  }
}
