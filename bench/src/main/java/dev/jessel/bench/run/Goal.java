// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What Jessel wants to reach, as a number of one run.
 *
 * @param title what it is about
 * @param jdk the JDK that it is about
 * @param atLeast whether the bound is a lower one
 * @param bound the bound
 * @param unit what stands behind the numbers: x for ratios
 * @param value how the number comes from the results; empty when it was not measured
 */
record Goal(String title, int jdk, boolean atLeast, double bound, String unit, Value value) {
  /** A number out of results. */
  interface Value {
    OptionalDouble of(Results results, int jdk);
  }

  static String header() {
    return "| goal | JDK | wanted | measured | |\n| :-- | --: | --: | --: | :-- |\n";
  }

  /** The goal's line in the table. */
  String line(Results results) {
    OptionalDouble measured = value.of(results, jdk);
    String wanted = (atLeast ? "at least " : "at most ") + show(bound);
    String found = measured.isPresent() ? show(measured.getAsDouble()) : "";
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s |%n",
        title,
        jdk,
        wanted,
        found,
        measured.isEmpty() ? "not measured" : isMet(measured.getAsDouble()) ? "met" : "**missed**");
  }

  boolean isMet(double measured) {
    return atLeast ? measured >= bound : measured <= bound;
  }

  private String show(double number) {
    boolean ratio = unit.equals("x");
    return ratio
        ? String.format(Locale.ROOT, "%.2fx", number)
        : String.format(Locale.ROOT, "%.0f %s", number, unit);
  }
}
