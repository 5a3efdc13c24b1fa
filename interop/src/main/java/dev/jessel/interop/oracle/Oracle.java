// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs commands on both libraries and keeps what it finds. */
final class Oracle {
  /** More than this is not looked at one by one. */
  private static final int KEPT = 12;

  private final Comparison comparison;
  private final Map<String, String> unexplained = new LinkedHashMap<>();
  private final Map<String, Integer> listed = new TreeMap<>();
  private long steps;

  Oracle(Subject libssl, Subject jessel, Differences known) {
    this.comparison = new Comparison(libssl, jessel, known);
  }

  /** Goes so many random steps. */
  void walk(RandomWalk walk, long count) {
    List<String> history = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      String command = walk.next(comparison);
      if (command.startsWith("new")) {
        history.clear();
      }
      history.add(command);
      if (unexplained.size() == KEPT) {
        break;
      }
      Verdict verdict = step(command);
      if (verdict.isUnexplained()) {
        keep(verdict, history);
      }
    }
  }

  /** Obeys a list of commands; those behind an ending difference are left out until "new". */
  void obey(List<String> commands) {
    List<String> history = new ArrayList<>();
    for (String command : commands) {
      if (command.startsWith("new")) {
        history.clear();
      } else if (comparison.isOver()) {
        continue;
      }
      history.add(command);
      Verdict verdict = step(command);
      if (verdict.isUnexplained()) {
        keep(verdict, history);
      }
    }
  }

  /** Commands that both libraries have obeyed. */
  long steps() {
    return steps;
  }

  /** How often each difference of the list was seen. */
  Map<String, Integer> listed() {
    return listed;
  }

  /** What nobody has explained: each kind once, with the shortest way to it and both answers. */
  List<String> unexplained() {
    return List.copyOf(unexplained.values());
  }

  private Verdict step(String command) {
    steps++;
    Verdict verdict = comparison.step(command);
    verdict.listed().forEach(one -> listed.merge(one.name(), 1, Integer::sum));
    return verdict;
  }

  private void keep(Verdict verdict, List<String> history) {
    String kind = verdict.signature();
    if (unexplained.size() < KEPT && !unexplained.containsKey(kind)) {
      Minimiser minimiser = new Minimiser(list -> kind.equals(last(list)));
      unexplained.put(kind, told(minimiser.shorten(List.copyOf(history))));
    }
    comparison.abandon();
  }

  /** The kind of the first difference that a list runs into with its last command; else empty. */
  private String last(List<String> commands) {
    if (commands.isEmpty() || !commands.get(0).startsWith("new")) {
      return "";
    }
    for (String command : commands) {
      Verdict verdict = comparison.step(command);
      if (verdict.isEnd()) {
        return verdict.isUnexplained() ? verdict.signature() : "";
      }
    }
    return "";
  }

  private String told(List<String> commands) {
    StringBuilder text = new StringBuilder();
    for (String command : commands) {
      Verdict verdict = comparison.step(command);
      text.append(verdict).append('\n');
      if (verdict.isEnd()) {
        break;
      }
    }
    return text.toString();
  }
}
