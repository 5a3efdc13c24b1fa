// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Pair;
import dev.jessel.bench.peer.Peer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Measures one peer in one row, a turn at a time. It says {@code ready} or {@code absent}, then
 * answers each line of its input, a time in milliseconds, with {@code result} and its numbers.
 */
public final class Worker {
  static final String READY = "ready";
  static final String ABSENT = "absent ";
  static final String RESULT = "result";

  private static final int IDLE_CONNECTIONS = 10_000;
  private static final int IDLE_CONNECTIONS_QUICK = 1_000;

  private Worker() {}

  /**
   * Works until its input ends.
   *
   * @param args the peer, the row, and {@code quick} or {@code thorough}
   */
  public static void main(String[] args) throws Exception {
    // What libraries print by themselves is not mistaken for an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    Peer peer = Peer.valueOf(args[0]);
    Row row = Rows.named(args[1]);
    boolean quick = args[2].equals("quick");
    Task task;
    try {
      peer.prepare();
      task = task(peer, row, quick);
      task.warmUp(row.work().warmUp() * (quick ? 0.6 : 1.0));
    } catch (Exception | LinkageError absent) {
      answers.println(ABSENT + absent.toString().replace('\n', ' '));
      return;
    }
    answers.println(READY);
    answer(task, answers);
  }

  private static void answer(Task task, PrintStream answers) throws Exception {
    BufferedReader turns =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = turns.readLine(); line != null; line = turns.readLine()) {
      answers.println(show(task.measure(Long.parseLong(line))));
    }
  }

  private static String show(Map<Metric, Double> numbers) {
    StringJoiner shown = new StringJoiner(" ", RESULT + " ", "");
    numbers.forEach((metric, value) -> shown.add(metric + "=" + value));
    return shown.toString();
  }

  private static Task task(Peer peer, Row row, boolean quick) throws Exception {
    return switch (row.work()) {
      case WRITE -> records(peer.pair(row.setup(), row.size()), true);
      case WRITE_AND_READ -> records(peer.pair(row.setup(), row.size()), false);
      case HANDSHAKE -> handshakes(peer.pair(row.setup(), row.size()));
      case IDLE ->
          new Idle(
              peer.pair(row.setup(), Rows.SMALL),
              quick ? IDLE_CONNECTIONS_QUICK : IDLE_CONNECTIONS);
      case DUPLEX -> new Duplex(peer.pair(row.setup(), row.size()));
      case SELECTOR -> Selecting.task(peer, row.setup(), quick);
      case SOCKETS, COLD -> throw new IllegalArgumentException("not for a worker");
    };
  }

  private static Task records(Pair pair, boolean writesAlone) throws Exception {
    pair.connect();
    pair.writeAndRead();
    return new Repeated(writesAlone ? pair::write : pair::writeAndRead, 20);
  }

  private static Task handshakes(Pair pair) throws Exception {
    pair.connect();
    pair.connect();
    return new Repeated(pair::connect, 1);
  }
}
