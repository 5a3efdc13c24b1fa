// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.List;
import java.util.Set;

/**
 * What a comparison found in one call.
 *
 * @param command the call
 * @param turn both answers
 * @param fields in which they differ and should not have, were it not for the list
 * @param listed the differences that explain it
 */
record Verdict(String command, Turn turn, Set<String> fields, List<Difference> listed) {
  /** The answers agree. */
  boolean isSame() {
    return fields.isEmpty();
  }

  /** The answers differ, and nobody knows why. */
  boolean isUnexplained() {
    return !fields.isEmpty() && listed.isEmpty();
  }

  /** Nothing can be compared before the next pair of ends is made. */
  boolean isEnd() {
    return isUnexplained() || listed.stream().anyMatch(one -> one.then() == Difference.Then.END);
  }

  /** What kind of difference it is: the call and the fields with both values. */
  String signature() {
    StringBuilder text = new StringBuilder(new Command(command).name());
    for (String field : fields) {
      String ours = turn.jessel().field(field);
      text.append(' ').append(field).append('=');
      text.append(turn.libssl().field(field)).append('/').append(ours);
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return command + "\n  libssl: " + turn.libssl() + "\n  jessel: " + turn.jessel();
  }
}
