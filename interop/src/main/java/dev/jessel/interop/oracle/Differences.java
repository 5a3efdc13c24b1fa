// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list of known differences: blocks of {@code name: value} lines, each begun by a name in
 * square brackets.
 *
 * @param all in the order of the file
 */
record Differences(List<Difference> all) {
  /** Keeps a copy. */
  Differences {
    all = List.copyOf(all);
  }

  static Differences read(Path file) {
    try {
      return parse(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Differences parse(String text) {
    List<Difference> found = new ArrayList<>();
    for (String block : text.split("(?m)^(?=\\[)", -1)) {
      if (block.startsWith("[")) {
        found.add(difference(block));
      }
    }
    return new Differences(found);
  }

  /** Those differences that together explain the fields in which two answers differ. */
  List<Difference> explaining(String call, Turn before, Turn now, Set<String> fields) {
    List<Difference> applying =
        all.stream()
            .filter(one -> !Collections.disjoint(fields, one.fields()))
            .filter(one -> one.applies(call, before, now))
            .toList();
    Set<String> explained = new TreeSet<>();
    applying.forEach(one -> explained.addAll(one.fields()));
    return explained.containsAll(fields) ? applying : List.of();
  }

  private static Difference difference(String block) {
    String name = block.substring(1, block.indexOf(']'));
    Map<String, String> lines = new LinkedHashMap<>();
    block
        .lines()
        .skip(1)
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> put(lines, name, line));
    if (!lines.keySet().containsAll(List.of("calls", "libssl", "jessel", "then", "why"))) {
      throw new IllegalArgumentException("the difference " + name + " lacks a line");
    }
    return new Difference(
        name,
        List.of(lines.get("calls").split(" +")),
        fields(lines.getOrDefault("was", "")),
        fields(lines.get("libssl")),
        fields(lines.get("jessel")),
        Difference.Then.valueOf(lines.get("then").toUpperCase(Locale.ROOT).replace(' ', '_')),
        lines.get("why"));
  }

  private static void put(Map<String, String> lines, String name, String line) {
    int at = line.indexOf(": ");
    if (at < 0 || line.startsWith(" ")) {
      throw new IllegalArgumentException("the difference " + name + " has the line " + line);
    }
    lines.merge(line.substring(0, at), line.substring(at + 2).strip(), (a, b) -> a + " " + b);
  }

  private static Map<String, String> fields(String text) {
    return text.isEmpty() ? Map.of() : Answer.parse(text).fields();
  }
}
