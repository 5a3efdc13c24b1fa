// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The edges that are written down in {@code docs/state-machine.txt}: all that there may be. */
final class StateEdges {
  private static final Path FILE = Path.of("..", "docs", "state-machine.txt");

  private final Set<String> lines;
  private final Set<String> others;

  private StateEdges(Set<String> all) {
    this.lines = new TreeSet<>(all);
    this.others = new TreeSet<>(all);
    lines.removeIf(StateEdges::isTakenByNone);
    others.removeIf(line -> !isTakenByNone(line));
  }

  /** Edges that handshakes between two good ends do not take. */
  private static boolean isTakenByNone(String line) {
    return line.contains(" ~~") || line.contains(" ==") || line.contains(" ..");
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

  /** Edges of one kind, that no handshake between two good ends takes. */
  List<Other> others(String mark) {
    return others.stream()
        .filter(line -> line.contains(" " + mark))
        .map(line -> line.split(" |" + Pattern.quote(mark) + ">?"))
        .map(parts -> new Other(parts[0], parts[2], parts[parts.length - 1]))
        .toList();
  }

  /**
   * An edge.
   *
   * @param state where it begins
   * @param message what takes it
   * @param next where it leads
   */
  record Other(String state, String message, String next) {}

  /** True when a state takes a message of a type, if only to say no with a warning. */
  boolean takes(String state, String message) {
    return lines.stream().anyMatch(line -> line.startsWith(state + " --" + message + "--> "))
        || Stream.of("~~", "==", "..")
            .flatMap(mark -> others(mark).stream())
            .anyMatch(edge -> edge.state().equals(state) && edge.message().equals(message));
  }

  /** True when a state stands on either side of an edge. */
  boolean mentions(String state) {
    return lines.stream()
            .anyMatch(line -> line.startsWith(state + " --") || line.endsWith("> " + state))
        || others.stream().anyMatch(line -> line.startsWith(state + " "));
  }
}
