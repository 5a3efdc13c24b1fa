// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** All tables, in Markdown: the goals first. */
final class Report {
  private static final String DASH = "-";

  private final Map<String, String> terms;
  private final Results results;

  Report(Map<String, String> terms, Results results) {
    this.terms = terms;
    this.results = results;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    terms.forEach(
        (name, value) -> text.append("* ").append(name).append(": ").append(value).append('\n'));
    text.append("\n### Goals\n\n").append(Goal.header());
    for (Goal goal : Goals.all()) {
      if (results.jdks().contains(goal.jdk())) {
        text.append(goal.line(results));
      }
    }
    for (int jdk : results.jdks()) {
      for (Row.Section section : Row.Section.values()) {
        table(jdk, section).ifPresent(text::append);
      }
      allocations(jdk).ifPresent(text::append);
    }
    return text.toString();
  }

  private Optional<String> table(int jdk, Row.Section section) {
    List<Row> rows = measured(jdk, section);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Set<String> peers = peers(jdk, rows);
    boolean ratios = section == Row.Section.RECORDS || section == Row.Section.HANDSHAKES;
    StringBuilder table = new StringBuilder();
    table.append("\n### ").append(section.title()).append(", JDK ").append(jdk).append("\n\n");
    table.append("| | ").append(String.join(" | ", peers));
    table.append(ratios ? " | x SunJSSE | x tcnative | x limit |\n" : " |\n");
    table.append("| :--").append(" | --:".repeat(peers.size() + (ratios ? 3 : 0))).append(" |\n");
    for (Row row : rows) {
      for (Metric metric : metrics(row)) {
        table.append(line(jdk, row, metric, peers, ratios));
      }
    }
    return Optional.of(table.toString());
  }

  private static List<Metric> metrics(Row row) {
    return switch (row.work()) {
      case IDLE -> List.of(Metric.HEAP, Metric.RESIDENT);
      case DUPLEX -> List.of(Metric.ONE_THREAD, Metric.TWO_THREADS);
      case SELECTOR -> List.of(Metric.FEW, Metric.MANY);
      default -> List.of(row.work().main());
    };
  }

  private Optional<String> allocations(int jdk) {
    List<Row> rows =
        Rows.all().stream()
            .filter(row -> row.work().isRepeated() && !results.peersOf(jdk, row.id()).isEmpty())
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Set<String> peers = peers(jdk, rows);
    StringBuilder table = new StringBuilder();
    table.append("\n### Garbage, JDK ").append(jdk);
    table.append(", bytes of heap for each operation\n\n| | ");
    table.append(String.join(" | ", peers)).append(" |\n");
    table.append("| :--").append(" | --:".repeat(peers.size())).append(" |\n");
    rows.forEach(row -> table.append(line(jdk, row, Metric.ALLOCATED, peers, false)));
    return Optional.of(table.toString());
  }

  private String line(int jdk, Row row, Metric metric, Set<String> peers, boolean ratios) {
    StringBuilder line = new StringBuilder("| ").append(row.title());
    line.append(suffix(row, metric)).append(", ").append(metric.unit());
    for (String peer : peers) {
      OptionalDouble value = results.median(jdk, row.id(), peer, metric);
      line.append(" | ").append(value.isPresent() ? metric.show(value.getAsDouble()) : DASH);
    }
    if (ratios) {
      for (Peer than : List.of(Peer.SUNJSSE, Peer.TCNATIVE, Peer.LIMIT)) {
        line.append(" | ").append(ratio(jdk, row, than));
      }
    }
    return line.append(" |\n").toString();
  }

  private static String suffix(Row row, Metric metric) {
    return metric == Metric.ALLOCATED || metric == row.work().main()
        ? ""
        : " (" + metric.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
  }

  private String ratio(int jdk, Row row, Peer than) {
    OptionalDouble theirs = results.median(jdk, row.id(), than, Metric.NANOS);
    OptionalDouble ours = results.median(jdk, row.id(), Peer.JESSEL, Metric.NANOS);
    return theirs.isPresent() && ours.isPresent()
        ? String.format(Locale.ROOT, "%.2f", theirs.getAsDouble() / ours.getAsDouble())
        : DASH;
  }

  private List<Row> measured(int jdk, Row.Section section) {
    return Rows.all().stream()
        .filter(row -> row.section() == section && !results.peersOf(jdk, row.id()).isEmpty())
        .toList();
  }

  /** In the order of {@link Peer}; those of programs come behind. */
  private Set<String> peers(int jdk, List<Row> rows) {
    Set<String> found = new LinkedHashSet<>();
    rows.forEach(row -> found.addAll(results.peersOf(jdk, row.id())));
    Set<String> sorted = new LinkedHashSet<>();
    Arrays.stream(Peer.values()).map(Peer::title).filter(found::contains).forEach(sorted::add);
    sorted.addAll(found);
    return sorted;
  }
}
