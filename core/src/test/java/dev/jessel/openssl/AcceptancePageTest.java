// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code docs/acceptance.md}: all cases are listed, each with tests that carry its number. */
class AcceptancePageTest {
  private static final int CASES = 35;
  private static final Set<String> LATER =
      Set.of("with TLS 1.2", "with TLS 1.2 renegotiation", "with the BIOs' own cases");

  private final NamedTests page = NamedTests.of("acceptance.md");

  @Test
  void everyCaseHasItsRow() {
    assertThat(page.rows().stream().map(NamedTests.Row::id))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, CASES).mapToObj("IO-%02d"::formatted).toList());
  }

  @Test
  void everyTestCarriesTheNumberOfItsCase() {
    for (NamedTests.Row row : page.rows()) {
      String prefix = row.id().replace("IO-", "io");
      assertThat(!row.tests().isEmpty() || LATER.contains(row.proof())).as(row.id()).isTrue();
      assertThat(row.tests())
          .allSatisfy(test -> assertThat(test.substring(test.indexOf('#') + 1)).startsWith(prefix));
    }
  }

  @Test
  void everyNamedTestRunsAndSucceeds() {
    page.allRunAndSucceed();
  }
}
