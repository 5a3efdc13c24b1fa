// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures every row. The peers of a row have JVMs of their own, all at the same time, and measure
 * in turns, round after round: what a noisy machine does to one it does to the others. In rows of
 * short records each peer has some JVMs, one after the other. Tables show medians over all rounds.
 */
public final class Compare {
  /** JVMs that warm up at the same time; that is counted in processor time. */
  private static final int WARMING_UP = 2;

  private final Options options;
  private final Results results = new Results();
  private final Map<String, String> terms = new LinkedHashMap<>();

  private Compare(Options options) {
    this.options = options;
  }

  /**
   * Measures, prints the tables and writes the files.
   *
   * @param args see {@code bench/run --help}
   */
  public static void main(String[] args) throws Exception {
    Options options = Options.of(args);
    if (options.lists()) {
      Rows.all().forEach(row -> System.out.println(row.id()));
      return;
    }
    Compare compare = new Compare(options);
    compare.recall();
    if (!options.showsAlone()) {
      compare.measure();
    }
    compare.show();
  }

  /** Results of earlier runs of other rows, which stand beside those of this one. */
  private void recall() throws IOException {
    if (options.again().isPresent()) {
      ResultsFile.read(options.again().get(), terms, results);
    }
  }

  private void measure() throws Exception {
    for (Jdk jdk : options.jdks()) {
      terms.putAll(Terms.of(jdk, options));
      for (Row row : options.rows()) {
        if (row.work().isOfPrograms()) {
          new Programs(jdk, options, results).measure(row);
        } else {
          measure(jdk, row);
        }
        save();
      }
    }
  }

  private void measure(Jdk jdk, Row row) throws IOException {
    Map<Peer, WorkerLink> workers = new LinkedHashMap<>();
    try {
      List<Peer> peers = options.peersFor(row);
      if (row.work().isRepeated()) {
        for (int fork = 0; fork < options.forks(row); fork++) {
          warmUpAll(jdk, row, peers, workers);
          takeTurns(jdk, row, workers);
          // Who was absent, or has broken down, does not come back.
          peers = List.copyOf(workers.keySet());
          closeAll(workers);
        }
      } else {
        for (Peer peer : peers) {
          warmUp(jdk, row, List.of(peer), workers);
          takeTurns(jdk, row, workers);
          closeAll(workers);
        }
      }
    } finally {
      closeAll(workers);
    }
  }

  private static void closeAll(Map<Peer, WorkerLink> workers) {
    workers.values().forEach(WorkerLink::close);
    workers.clear();
  }

  private void warmUpAll(Jdk jdk, Row row, List<Peer> peers, Map<Peer, WorkerLink> workers)
      throws IOException {
    for (int i = 0; i < peers.size(); i += WARMING_UP) {
      warmUp(jdk, row, peers.subList(i, Math.min(i + WARMING_UP, peers.size())), workers);
    }
  }

  private void warmUp(Jdk jdk, Row row, List<Peer> peers, Map<Peer, WorkerLink> workers)
      throws IOException {
    for (Peer peer : peers) {
      say(jdk, row, peer + " warms up");
      workers.put(peer, WorkerLink.start(jdk, peer, row, options.quick()));
    }
    for (Peer peer : peers) {
      Optional<String> absence = workers.get(peer).absence();
      if (absence.isPresent()) {
        say(jdk, row, peer + " is not in it: " + absence.get());
        workers.remove(peer).close();
      }
    }
  }

  private void takeTurns(Jdk jdk, Row row, Map<Peer, WorkerLink> workers) throws IOException {
    int rounds = options.rounds(row);
    for (int round = 0; round < rounds; round++) {
      // Each round begins with another one: who comes first is not always the same.
      List<Peer> order = new ArrayList<>(workers.keySet());
      for (int i = 0; i < order.size(); i++) {
        Peer peer = order.get((i + round) % order.size());
        Optional<Map<Metric, Double>> numbers = workers.get(peer).measure(options.millis(row));
        if (numbers.isPresent()) {
          results.add(jdk.feature(), row, peer, numbers.get());
        } else {
          say(jdk, row, peer + " has broken down");
          workers.remove(peer).close();
        }
      }
    }
  }

  private static void say(Jdk jdk, Row row, String what) {
    System.err.printf("JDK %d, %s: %s%n", jdk.feature(), row.id(), what);
  }

  private void save() throws IOException {
    Files.createDirectories(options.out());
    ResultsFile.write(options.out().resolve("results.json"), terms, results);
  }

  private void show() throws IOException {
    Report report = new Report(terms, results);
    System.out.println(report.text());
    Files.createDirectories(options.out());
    Files.writeString(options.out().resolve("report.md"), report.text());
    Plots.write(results, options.out());
    if (options.docs()) {
      Path page = Path.of("docs", "performance.md");
      Page.replace(page, report.text() + Plots.links(results, "performance"));
      Plots.write(results, Path.of("docs", "performance"));
    }
  }
}
