// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A page whose table rows name the tests that prove them, {@code `Class#method`} in the last
 * column. The tests are run here, so that a name that is wrong, and a test that fails or is
 * skipped, make the page wrong.
 */
final class NamedTests {
  private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9_]+)#([A-Za-z0-9_]+)`");

  private final List<Row> rows;

  /**
   * A row of a table.
   *
   * @param id the first column
   * @param claim the second one
   * @param proof the third one
   * @param tests the names in it, {@code Class#method}
   */
  record Row(String id, String claim, String proof, List<String> tests) {}

  private NamedTests(List<Row> rows) {
    this.rows = rows;
  }

  /** Reads a page of {@code docs}: all rows of three columns but those that head a table. */
  static NamedTests of(String page) {
    try {
      Path file = Path.of(System.getProperty("basedir", "."), "../docs", page);
      return new NamedTests(
          Files.readAllLines(file).stream()
              .filter(line -> line.startsWith("| ") && !line.startsWith("| --"))
              .map(line -> line.split("\\|", -1))
              .filter(cells -> cells.length == 5 && !cells[3].isBlank())
              .map(cells -> row(cells[1].strip(), cells[2].strip(), cells[3].strip()))
              .filter(row -> !row.proof().equals("proof"))
              .toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** Runs all tests that the page names. */
  void allRunAndSucceed() {
    Set<String> named = new TreeSet<>();
    rows.forEach(row -> named.addAll(row.tests()));
    Results results = new Results();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(named.stream().map(NamedTests::selector).toList())
            .build();
    LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
        .execute(request, results);

    assertThat(results.wrong).isEmpty();
    assertThat(results.succeeded).containsAll(named);
  }

  private static DiscoverySelector selector(String test) {
    return DiscoverySelectors.selectMethod(NamedTests.class.getPackageName() + "." + test);
  }

  private static Row row(String id, String claim, String proof) {
    List<String> tests = new ArrayList<>();
    Matcher found = TEST.matcher(proof);
    while (found.find()) {
      tests.add(found.group(1) + "#" + found.group(2));
    }
    return new Row(id, claim, proof, List.copyOf(tests));
  }

  /** What became of each test. */
  private static final class Results implements TestExecutionListener {
    final Set<String> succeeded = new TreeSet<>();
    final List<String> wrong = new ArrayList<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      wrong.add(test.getUniqueId() + " skipped: " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() != Status.SUCCESSFUL) {
        wrong.add(test.getUniqueId() + " " + result);
      } else if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource method) {
        String simple = method.getClassName().replaceFirst(".*\\.", "");
        succeeded.add(simple + "#" + method.getMethodName());
      }
    }
  }
}
