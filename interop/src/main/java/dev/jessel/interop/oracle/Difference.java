// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A difference that is known, with its reason. It explains a field only if it names it with the
 * value that each library gave; what else it names must be said too.
 *
 * @param name what it is called in reports
 * @param calls the commands in whose answers it may show
 * @param was what both libraries' answers before, for the same end, must have said
 * @param libssl what the system's libssl says, field by field
 * @param jessel what Jessel says, field by field
 * @param then what comes of it
 * @param why the reason
 */
record Difference(
    String name,
    List<String> calls,
    Map<String, String> was,
    Map<String, String> libssl,
    Map<String, String> jessel,
    Then then,
    String why) {
  /** What comes of a difference. */
  enum Then {
    /** Nothing: the next answers agree again. */
    GO_ON,
    /** The same fields may differ by the same values until they agree again. */
    CARRY,
    /** The two are in different states, and nothing can be compared before the next "new". */
    END
  }

  /** The fields that it explains if it applies: those for which it has two values. */
  Set<String> fields() {
    Set<String> fields = new TreeSet<>(jessel.keySet());
    fields.retainAll(libssl.keySet());
    fields.removeIf(
        name -> !libssl.get(name).equals("*") && libssl.get(name).equals(jessel.get(name)));
    return fields;
  }

  /** Whether it applies to these answers. */
  boolean applies(String call, Turn before, Turn now) {
    return (calls.contains(call) || calls.contains("*"))
        && agrees(was, before.libssl(), before.jessel())
        && agrees(was, before.jessel(), before.libssl())
        && agrees(libssl, now.libssl(), now.jessel())
        && agrees(jessel, now.jessel(), now.libssl());
  }

  private static boolean agrees(Map<String, String> expected, Answer answer, Answer other) {
    return expected.entrySet().stream()
        .allMatch(entry -> agrees(entry.getValue(), entry.getKey(), answer, other));
  }

  private static boolean agrees(String expected, String field, Answer answer, Answer other) {
    int value = answer.number(field);
    int beside = other.number(field);
    return Stream.of(expected.split("\\|"))
        .anyMatch(
            word ->
                switch (word) {
                  case "*" -> true;
                  case "some" -> value > 0;
                  case "more" -> value > beside;
                  case "less" -> value < beside;
                  default -> answer.has(field, word);
                });
  }
}
