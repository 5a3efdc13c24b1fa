// SPDX-License-Identifier: Apache-2.0
package dev.jessel.rfc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/rfc-coverage.md says what the sources say. */
class RfcCoverageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "rfc-coverage.md");

  private static final String CLASS =
      """
      import static dev.jessel.testkit.peer.Misdeeds.client;

      /** What is wrong (RFC 7301 7). */
      class SomeTest {
        @Test
        void one() {
          // RFC 9846 4.2.1: so it is.
          check("RFC 5246 7.3", 1);
        }

        /** RFC 9846
         * 5.1, 5.2: in two lines. */
        @TestFactory
        Stream<DynamicTest> misdeeds() {
          return Stream.of(client("4.3.8", "a lie"), client(
              "A.1", "another"));
        }

        static Stream<Arguments> cases() {
          return of("RFC 8449 4");
        }

        @ParameterizedTest
        @MethodSource("cases")
        void every(String rfc) {}
      }
      """;

  @BeforeAll
  static void writeThePageWhenAsked() throws IOException {
    if (System.getenv("JESSEL_UPDATE_PAGES") != null) {
      Files.writeString(PAGE, new RfcCoveragePage(new RfcCoverage()).text());
    }
  }

  @Test
  void thePageAgreesWithTheSources() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    List<String> meant = new RfcCoveragePage(new RfcCoverage()).text().lines().toList();
    assertThat(meant.stream().filter(line -> !page.contains(line)))
        .as("lines that the page lacks; write it anew with: %s", RfcCoveragePage.COMMAND)
        .isEmpty();
    assertThat(page).hasSameSizeAs(meant);
  }

  @Test
  void everyRfcHasATitle() {
    RfcCoverage coverage = new RfcCoverage();
    assertThat(coverage.sections().stream().map(Section::rfc).distinct())
        .as("a line in core/src/test/resources/rfc/titles.tsv for each")
        .allSatisfy(rfc -> assertThat(coverage.title(rfc)).as("RFC %s", rfc).isNotEmpty());
  }

  @Test
  void citationsBelongToTheTestThatTheyStandInOrBefore() {
    var tests = new TestSource("SomeTest", CLASS).tests();
    assertThat(tests)
        .containsEntry(new Section(7301, "7"), Set.of("SomeTest"))
        .containsEntry(new Section(9846, "4.2.1"), Set.of("SomeTest#one"))
        .containsEntry(new Section(5246, "7.3"), Set.of("SomeTest#one"))
        .containsEntry(new Section(9846, "5.1"), Set.of("SomeTest#misdeeds"))
        .containsEntry(new Section(9846, "5.2"), Set.of("SomeTest#misdeeds"))
        .containsEntry(new Section(9846, "4.3.8"), Set.of("SomeTest#misdeeds"))
        .containsEntry(new Section(9846, "A.1"), Set.of("SomeTest#misdeeds"))
        .containsEntry(new Section(8449, "4"), Set.of("SomeTest#every"));
  }

  @Test
  void sectionsStandInTheOrderOfTheirNumbers() {
    assertThat(new Section(1, "9")).isLessThan(new Section(1, "10.1"));
    assertThat(new Section(1, "10.1")).isLessThan(new Section(1, "A.2"));
  }
}
