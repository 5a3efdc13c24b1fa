// SPDX-License-Identifier: Apache-2.0
package dev.jessel.rfc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes docs/rfc-coverage.md. */
final class RfcCoveragePage {
  /** What writes the page anew. */
  static final String COMMAND = "JESSEL_UPDATE_PAGES=1 mvn -pl core test -Dtest=RfcCoverageTest";

  private static final String NOBODY = "none names it";
  private static final String NOWHERE = "no class names it";

  private final RfcCoverage coverage;

  RfcCoveragePage(RfcCoverage coverage) {
    this.coverage = coverage;
  }

  String text() {
    Map<Integer, List<Section>> byRfc =
        coverage.sections().stream()
            .collect(Collectors.groupingBy(Section::rfc, TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>(head(byRfc));
    byRfc.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Integer, List<Section>> e) -> -e.getValue().size()))
        .forEach(rfc -> lines.addAll(table(rfc.getKey(), rfc.getValue())));
    return String.join("\n", lines) + "\n";
  }

  private List<String> head(Map<Integer, List<Section>> byRfc) {
    List<Section> enforced =
        coverage.sections().stream().filter(s -> !coverage.enforcers(s).isEmpty()).toList();
    long shown = enforced.stream().filter(s -> !coverage.tests(s).isEmpty()).count();
    return List.of(
        "# RFC coverage",
        "",
        "Which sections of which RFCs the code names in its comments, and which tests name them. A"
            + " rule that",
        "comes from a standard is cited where it is enforced (`// RFC 9846 4.2.1: ...`), and a test"
            + " that is about",
        "a section says so in the same form, or in the name of its case. This page is collected"
            + " from there; a",
        "test fails when it is stale. Write it anew with",
        "",
        "```",
        COMMAND,
        "```",
        "",
        "A section that no test names may still be tested, as most of this library is, by tests"
            + " that name",
        "nothing; and one that a test names is not thereby tested to its last sentence.",
        "",
        "Of "
            + enforced.size()
            + " sections of "
            + byRfc.size()
            + " RFCs that classes name, tests name "
            + shown
            + ".");
  }

  private List<String> table(int rfc, List<Section> sections) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## RFC " + rfc + (coverage.title(rfc).isEmpty() ? "" : ": " + coverage.title(rfc)));
    lines.add("");
    lines.add("| section | enforced in | shown by |");
    lines.add("| --- | --- | --- |");
    sections.forEach(section -> lines.add(row(section)));
    return lines;
  }

  private String row(Section section) {
    Collection<String> enforcers = coverage.enforcers(section);
    String classes =
        enforcers.isEmpty()
            ? NOWHERE
            : enforcers.stream().map(RfcCoveragePage::code).collect(Collectors.joining(", "));
    return "| " + section.name() + " | " + classes + " | " + tests(section) + " |";
  }

  /** Tests of one class share its name. */
  private String tests(Section section) {
    Map<String, List<String>> byClass = new LinkedHashMap<>();
    for (String test : coverage.tests(section)) {
      int hash = test.indexOf('#');
      List<String> methods =
          byClass.computeIfAbsent(
              hash < 0 ? test : test.substring(0, hash), c -> new ArrayList<>());
      if (hash >= 0) {
        methods.add(test.substring(hash + 1));
      }
    }
    return byClass.isEmpty()
        ? NOBODY
        : byClass.entrySet().stream()
            .map(e -> code(e.getKey()) + methods(e.getValue()))
            .collect(Collectors.joining("; "));
  }

  private static String methods(List<String> names) {
    return names.isEmpty() ? "" : " " + String.join(", ", names);
  }

  private static String code(String name) {
    return "`" + name + "`";
  }
}
