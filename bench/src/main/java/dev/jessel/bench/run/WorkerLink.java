// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runner's end of a {@link Worker}: a JVM that does nothing until it is its turn. */
final class WorkerLink implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream turns;

  private WorkerLink(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.turns = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts it; nothing waits for it to be ready yet. */
  static WorkerLink start(Jdk jdk, Peer peer, Row row, boolean quick) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(options(row));
    command.addAll(jdk.quiet());
    command.addAll(List.of("-cp", classPath(peer), Worker.class.getName()));
    command.addAll(List.of(peer.name(), row.id(), quick ? "quick" : "thorough"));
    return new WorkerLink(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The same for all peers. */
  private static List<String> options(Row row) {
    boolean many = row.work() == Work.IDLE || row.work() == Work.SELECTOR;
    String heap = many ? "4g" : "512m";
    // The compiler makes the code wait for it: else, on a busy machine, it comes too late.
    List<String> options = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-Xbatch"));
    if (row.work() == Work.HANDSHAKE) {
      // Much code, each part of it run some times only: nobody warms up for minutes.
      options.addAll(
          List.of(
              "-XX:Tier4InvocationThreshold=1000",
              "-XX:Tier4MinInvocationThreshold=100",
              "-XX:Tier4CompileThreshold=2000"));
    }
    return options;
  }

  static String classPath(Peer peer) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(peer::needs)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Waits until it is warm; says why not, when the peer cannot do this. */
  Optional<String> absence() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      return Optional.of("it ended");
    }
    return answer.startsWith(Worker.ABSENT)
        ? Optional.of(answer.substring(Worker.ABSENT.length()))
        : Optional.empty();
  }

  /** Has it measure for a while; empty when it breaks down, and says why on its standard error. */
  Optional<Map<Metric, Double>> measure(long millis) throws IOException {
    turns.println(millis);
    String answer = answers.readLine();
    if (answer == null) {
      return Optional.empty();
    }
    if (!answer.startsWith(Worker.RESULT)) {
      throw new IOException("a worker said " + answer);
    }
    Map<Metric, Double> numbers = new EnumMap<>(Metric.class);
    for (String part : answer.substring(Worker.RESULT.length()).trim().split(" ", -1)) {
      String[] pair = part.split("=", 2);
      numbers.put(Metric.valueOf(pair[0]), Double.valueOf(pair[1]));
    }
    return Optional.of(numbers);
  }

  @Override
  public void close() {
    turns.close();
    process.destroy();
  }
}
