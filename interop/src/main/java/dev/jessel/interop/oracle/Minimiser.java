// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list of commands short: leaves out what is not needed to fail (ddmin). */
final class Minimiser {
  private final Predicate<List<String>> fails;

  /**
   * Makes one.
   *
   * @param fails whether a list fails as the whole one did
   */
  Minimiser(Predicate<List<String>> fails) {
    this.fails = fails;
  }

  /** A shorter list that still fails; no single command can be left out of it. */
  List<String> shorten(List<String> commands) {
    List<String> best = commands;
    int chunk = Math.max(1, best.size() / 2);
    while (true) {
      List<String> shorter = withoutChunks(best, chunk);
      if (shorter.size() == best.size() && chunk == 1) {
        return best;
      }
      chunk = shorter.size() == best.size() ? Math.max(1, chunk / 2) : chunk;
      best = shorter;
    }
  }

  private List<String> withoutChunks(List<String> commands, int chunk) {
    List<String> best = commands;
    for (int from = best.size() - chunk; from >= 0; from -= chunk) {
      List<String> candidate = new ArrayList<>(best.subList(0, from));
      candidate.addAll(best.subList(Math.min(best.size(), from + chunk), best.size()));
      if (fails.test(candidate)) {
        best = candidate;
      }
    }
    return best;
  }
}
