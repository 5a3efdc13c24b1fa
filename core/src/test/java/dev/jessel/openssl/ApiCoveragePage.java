// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.ApiCoverage.Unserved;
import dev.jessel.openssl.ApiCoverage.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Writes {@code docs/api-coverage.md}. */
final class ApiCoveragePage {
  static final String COMMAND = "JESSEL_UPDATE_PAGES=1 mvn -pl core test -Dtest=ApiCoverageTest";

  private static final String MANUAL = "https://docs.openssl.org/master/man3/";

  private final ApiCoverage coverage;
  private final StringBuilder page = new StringBuilder();

  ApiCoveragePage(ApiCoverage coverage) {
    this.coverage = coverage;
  }

  String text() {
    page.setLength(0);
    introduction();
    summary();
    for (ApiGroup group : ApiGroup.values()) {
      group(group);
    }
    return page.toString();
  }

  private void introduction() {
    long counted = coverage.all().stream().filter(ApiSymbol::counted).count();
    long served = count(coverage.all(), ApiSymbol::counted, Verdict.YES);
    line("# What of libssl is there");
    line("");
    line("**" + served + " of " + counted + " functions.**");
    line("");
    line(
        "libssl 4.0 exports " + count(false) + " functions, and its headers define " + count(true));
    line(
        "macros that are used like functions. All of them stand below. The number above leaves out");
    line("what belongs to QUIC, SRP, asynchronous jobs, Encrypted ClientHello, the compression of");
    line("records, and NPN.");
    line("");
    line(
        "* **yes**: a static method of `dev.jessel.openssl.LibSsl` has this name and does what the");
    line("  manual says, and a test calls it");
    line("* **not yet**: the feature is missing, for the reason that is given");
    line("* **never**: left out on purpose");
    line("");
    line("This page is generated. A test compares it with the code, and this writes it anew:");
    line("");
    line("```sh");
    line(COMMAND);
    line("```");
    line("");
  }

  private void summary() {
    line("| group | about | functions: yes | not yet | never | macros: yes | not yet | never |");
    line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (ApiGroup group : ApiGroup.values()) {
      List<ApiSymbol> symbols = coverage.of(group);
      line(
          String.format(
              "| [%s](#%s) | %s |%s |", group, anchor(group), group.title(), counts(symbols)));
    }
    line(String.format("| | **all** |%s |", counts(coverage.all())));
    line("");
  }

  private String counts(List<ApiSymbol> symbols) {
    StringBuilder cells = new StringBuilder();
    for (boolean macro : new boolean[] {false, true}) {
      for (Verdict verdict : List.of(Verdict.YES, Verdict.NOT_YET, Verdict.NEVER)) {
        cells.append(cells.isEmpty() ? " " : " | ");
        cells.append(count(symbols, symbol -> symbol.isMacro() == macro, verdict));
      }
    }
    return cells.toString();
  }

  private void group(ApiGroup group) {
    line(String.format("## %s: %s", group, group.title()));
    line("");
    line("| name | | is there | why not |");
    line("| --- | --- | --- | --- |");
    coverage.of(group).forEach(this::row);
    line("");
  }

  private void row(ApiSymbol symbol) {
    Verdict verdict = coverage.verdict(symbol);
    String why =
        verdict == Verdict.YES
            ? ""
            : coverage.unserved(symbol.name()).map(Unserved::reason).orElse("");
    String kind = symbol.isMacro() ? "macro" : "function";
    line(String.format("| %s | %s | %s | %s |", linked(symbol), kind, verdict.text(), why));
  }

  private static String linked(ApiSymbol symbol) {
    String code = "`" + symbol.name() + "`";
    return symbol.manual().map(manual -> "[" + code + "](" + MANUAL + manual + "/)").orElse(code);
  }

  private static String anchor(ApiGroup group) {
    String heading = group + ": " + group.title();
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private long count(boolean macros) {
    return coverage.all().stream().filter(symbol -> symbol.isMacro() == macros).count();
  }

  private long count(List<ApiSymbol> symbols, Predicate<ApiSymbol> which, Verdict verdict) {
    return symbols.stream()
        .filter(which)
        .filter(symbol -> coverage.verdict(symbol) == verdict)
        .count();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
