// SPDX-License-Identifier: Apache-2.0
package dev.jessel.rfc;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * A section of an RFC.
 *
 * @param rfc its number
 * @param name as {@code 4.2.1} or {@code A.3}
 */
record Section(int rfc, String name) implements Comparable<Section> {
  private static final Comparator<Section> ORDER =
      Comparator.comparingInt(Section::rfc).thenComparing(Section::sortable);

  @Override
  public int compareTo(Section other) {
    return ORDER.compare(this, other);
  }

  /** Numbers of the same length, so that 10 comes behind 9; letters behind them. */
  private String sortable() {
    return Arrays.stream(name.split("\\.", -1))
        .map(
            part -> Character.isDigit(part.charAt(0)) ? "0".repeat(4 - part.length()) + part : part)
        .collect(Collectors.joining("."));
  }
}
