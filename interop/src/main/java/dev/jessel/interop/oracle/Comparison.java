// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gives each command to both libraries and judges the answers. */
final class Comparison {
  private final Subject libssl;
  private final Subject jessel;
  private final Differences known;
  private final Map<Boolean, Turn> last = new HashMap<>();
  private final Map<Boolean, Map<String, String>> carried = new HashMap<>();
  private final Map<Boolean, Tags> tags = new HashMap<>();
  private Turn newest = Turn.NONE;
  private boolean over;

  Comparison(Subject libssl, Subject jessel, Differences known) {
    this.libssl = libssl;
    this.jessel = jessel;
    this.known = known;
  }

  /** True when the next command must be "new": the two libraries are in different states. */
  boolean isOver() {
    return over;
  }

  /** Has the next command be "new". */
  void abandon() {
    over = true;
  }

  /** Has both obey a command. */
  Verdict step(String line) {
    Command command = new Command(line);
    if (command.is("new")) {
      last.clear();
      carried.clear();
      tags.clear();
      over = false;
    }
    if (over) {
      throw new IllegalStateException("the last answers left different states behind");
    }
    Turn turn = new Turn(libssl.answer(line), jessel.answer(line));
    newest = turn;
    Verdict verdict = judge(line, command, turn);
    over = verdict.isEnd();
    return verdict;
  }

  /** The last answers. */
  Turn newest() {
    return newest;
  }

  /** True while a write of an end waits to be repeated. */
  boolean isHalfWritten(boolean server) {
    return tags(server).isHalf();
  }

  /** The last answers for an end. */
  Turn last(boolean server) {
    return last.getOrDefault(server, Turn.NONE);
  }

  private Verdict judge(String line, Command command, Turn turn) {
    boolean server = command.isForServer();
    Set<String> fields = new TreeSet<>(turn.libssl().differencesFrom(turn.jessel()));
    Map<String, String> inherited = carried.computeIfAbsent(server, end -> new HashMap<>());
    boolean tellsOfOneEnd = !turn.libssl().field("err").isEmpty();
    if (tellsOfOneEnd) {
      inherited.entrySet().removeIf(one -> !one.getValue().equals(both(turn, one.getKey())));
      fields.removeAll(inherited.keySet());
    }
    List<Difference> listed =
        fields.isEmpty()
            ? List.of()
            : known.explaining(
                command.name(), last(server).with(tags(server).asFields()), turn, fields);
    if (tellsOfOneEnd) {
      last.put(server, turn);
      tags(server).note(command, turn.libssl(), tags(!server));
    }
    listed.stream()
        .filter(one -> one.then() == Difference.Then.CARRY)
        .flatMap(one -> one.fields().stream())
        .forEach(field -> inherited.put(field, both(turn, field)));
    return new Verdict(line, turn, fields, listed);
  }

  private Tags tags(boolean server) {
    return tags.computeIfAbsent(server, end -> new Tags());
  }

  private static String both(Turn turn, String field) {
    return turn.libssl().field(field) + "/" + turn.jessel().field(field);
  }
}
