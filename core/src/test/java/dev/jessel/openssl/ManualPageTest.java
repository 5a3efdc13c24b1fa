// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/ssl_write.md}: no sentence of the manual is missing, and each has its proof. What
 * rows name of the legacy module runs there.
 */
class ManualPageTest {
  private final NamedTests page = NamedTests.of("ssl_write.md");

  @Test
  void everySentenceOfTheManualHasItsRow() {
    assertThat(page.rows().stream().map(NamedTests.Row::id)).containsExactlyElementsOf(sentences());
  }

  @Test
  void everyRowNamesATest() {
    assertThat(page.rows()).allSatisfy(row -> assertThat(row.tests()).as(row.id()).isNotEmpty());
  }

  @Test
  void everyNamedTestRunsAndSucceeds() {
    page.allRunAndSucceed(NamedTests.CORE, getClass().getPackageName());
  }

  /** The manual's sections with the number of sentences in each. */
  private static List<String> sentences() {
    List<String> ids = new ArrayList<>();
    number(ids, "SYNOPSIS", 3);
    number(ids, "DESCRIPTION", 23);
    number(ids, "RETURN VALUES", 5);
    number(ids, "SEE ALSO", 1);
    return ids;
  }

  private static void number(List<String> ids, String section, int count) {
    for (int i = 1; i <= count; i++) {
      ids.add(section + " " + i);
    }
  }
}
