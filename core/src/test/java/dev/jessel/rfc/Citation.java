// SPDX-License-Identifier: Apache-2.0
package dev.jessel.rfc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section that a source names.
 *
 * @param section what is named
 * @param line where the name begins, from 0
 */
record Citation(Section section, int line) {
  private static final String NUMBERED = "(?:[0-9]+(?:\\.[0-9]+)*|[A-F](?:\\.[0-9]+)+)";

  /** What goes on in the next line of a comment goes on here, too. */
  private static final String SPACE = "(?:\\s|\\R\\s*(?://|\\*)\\s*)+";

  private static final Pattern CITED =
      Pattern.compile(
          "RFC"
              + SPACE
              + "([0-9]{3,5})"
              + SPACE
              + "(?:section"
              + SPACE
              + ")?("
              + NUMBERED
              + ")((?:,"
              + SPACE
              + NUMBERED
              + "(?![0-9A-Za-z]))*)(?![0-9A-Za-z])");

  private static final Pattern MORE = Pattern.compile(NUMBERED);

  /** All that a text names as {@code RFC 9846 4.2.1}, or several sections behind each other. */
  static List<Citation> in(String text) {
    List<Citation> found = new ArrayList<>();
    Matcher cited = CITED.matcher(text);
    while (cited.find()) {
      int rfc = Integer.parseInt(cited.group(1));
      int line = lineOf(text, cited.start());
      found.add(new Citation(new Section(rfc, cited.group(2)), line));
      Matcher more = MORE.matcher(cited.group(3));
      while (more.find()) {
        found.add(new Citation(new Section(rfc, more.group()), line));
      }
    }
    return found;
  }

  static int lineOf(String text, int offset) {
    return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
