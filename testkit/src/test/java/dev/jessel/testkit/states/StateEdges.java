// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The edges that are written down in {@code docs/state-machine.txt}: all that there may be. */
final class StateEdges {
  private static final Path FILE = Path.of("..", "docs", "state-machine.txt");

  private final Set<String> lines;

  private StateEdges(Set<String> lines) {
    this.lines = lines;
  }

  /** Reads the file. */
  static StateEdges read() throws IOException {
    return new StateEdges(
        Files.readAllLines(FILE).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  Set<String> lines() {
    return lines;
  }

  /** True when a state takes a message of a type. */
  boolean takes(String state, String message) {
    return lines.stream().anyMatch(line -> line.startsWith(state + " --" + message + "--> "));
  }

  /** True when a state stands on either side of an edge. */
  boolean mentions(String state) {
    return lines.stream()
        .anyMatch(line -> line.startsWith(state + " --") || line.endsWith("> " + state));
  }
}
