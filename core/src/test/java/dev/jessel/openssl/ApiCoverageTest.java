// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.openssl.ApiCoverage.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/api-coverage.md says what the code has, and what it calls served is called by a test. */
class ApiCoverageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "api-coverage.md");

  private final ApiCoverage coverage = new ApiCoverage();

  @BeforeAll
  static void writeThePageWhenAsked() throws IOException {
    if (System.getenv("JESSEL_UPDATE_PAGES") != null) {
      Files.writeString(ApiCoverage.UNSERVED, new ApiCoverage().unservedFile());
      Files.writeString(PAGE, new ApiCoveragePage(new ApiCoverage()).text());
    }
  }

  @Test
  void thePageAgreesWithTheCode() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    List<String> meant = new ApiCoveragePage(coverage).text().lines().toList();
    assertThat(meant.stream().filter(line -> !page.contains(line)))
        .as("lines that the page lacks; write it anew with: %s", ApiCoveragePage.COMMAND)
        .isEmpty();
    assertThat(page).hasSameSizeAs(meant);
  }

  @Test
  void allFunctionsAndMacrosAreThere() {
    assertThat(coverage.all().stream().filter(symbol -> !symbol.isMacro())).hasSize(628);
    assertThat(coverage.all().stream().filter(ApiSymbol::isMacro)).hasSize(221);
    assertThat(coverage.all().stream().filter(ApiSymbol::counted)).hasSize(507);
    assertThat(coverage.all()).extracting(ApiSymbol::name).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNotServedHasAReason() {
    List<String> silent =
        coverage.all().stream()
            .filter(symbol -> coverage.verdict(symbol) != Verdict.YES)
            .map(ApiSymbol::name)
            .filter(name -> coverage.unserved(name).map(one -> one.reason().isBlank()).orElse(true))
            .toList();
    assertThat(silent).as("a line in %s for each", ApiCoverage.UNSERVED.getFileName()).isEmpty();
  }

  @Test
  void noReasonIsGivenForWhatIsServedOrUnknown() {
    Set<String> names =
        coverage.all().stream().map(ApiSymbol::name).collect(Collectors.toUnmodifiableSet());
    assertThat(coverage.unservedLines().keySet()).isSubsetOf(names);
    assertThat(coverage.unservedLines().keySet().stream().filter(coverage::isStale))
        .as("served by now; take their lines out with: %s", ApiCoveragePage.COMMAND)
        .isEmpty();
  }

  @Test
  void whatIsNeverToBeIsNotThereAndAStubIs() {
    coverage
        .unservedLines()
        .forEach(
            (name, unserved) -> {
              if (unserved.verdict() != Verdict.NOT_YET) {
                assertThat(coverage.hasMethod(name))
                    .as(name)
                    .isEqualTo(unserved.verdict() == Verdict.STUB);
              }
            });
  }

  @Test
  void everyFunctionThatIsServedIsCalledByATestOfItsManualPage() {
    List<String> served =
        coverage.all().stream()
            .filter(symbol -> coverage.verdict(symbol) == Verdict.YES)
            .map(ApiSymbol::name)
            .toList();
    Set<String> called = CallsInTests.all();
    assertThat(served).hasSizeGreaterThan(100);
    assertThat(served.stream().filter(name -> !called.contains(name)))
        .as("served, and called by no class named ..._Test")
        .isEmpty();
  }
}
