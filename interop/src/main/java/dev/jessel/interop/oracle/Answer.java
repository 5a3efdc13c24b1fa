// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a call came to: {@code ret=-1 err=WANT_READ ...}.
 *
 * @param fields by name, in the order in which they were said
 */
record Answer(Map<String, String> fields) {
  static Answer parse(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String word : line.split(" ", -1)) {
      int at = word.indexOf('=');
      fields.put(at < 0 ? word : word.substring(0, at), at < 0 ? "" : word.substring(at + 1));
    }
    return new Answer(fields);
  }

  Answer with(Map<String, String> more) {
    Map<String, String> both = new LinkedHashMap<>(fields);
    both.putAll(more);
    return new Answer(both);
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  boolean has(String name, String value) {
    return field(name).equals(value);
  }

  /** A field that is a number; -1 where it is not told. */
  int number(String name) {
    String value = field(name);
    return value.matches("-?\\d+") ? Integer.parseInt(value) : -1;
  }

  /** The names of the fields in which two answers differ. */
  Set<String> differencesFrom(Answer other) {
    Set<String> names = new TreeSet<>(fields.keySet());
    names.addAll(other.fields.keySet());
    names.removeIf(name -> field(name).equals(other.field(name)));
    return names;
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    fields.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    return line.length() == 0 ? "" : line.substring(1);
  }
}
