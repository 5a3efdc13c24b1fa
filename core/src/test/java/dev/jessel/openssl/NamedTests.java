// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
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
 * skipped, make the page wrong. {@code `legacy: Class#method`} names one that the legacy module
 * runs: one of its own, or one of core's that speaks its versions there. Those of modules that do
 * not know this class, {@code `testkit: Class#method`}, are run there like all others.
 */
final class NamedTests {
  /** The module of the tests that stand beside this class. */
  static final String CORE = "core";

  private static final Pattern TEST =
      Pattern.compile("`(?:([a-z]+): )?([A-Za-z0-9_]+)#([A-Za-z0-9_]+)`");

  private final List<Row> rows;

  /**
   * A row of a table.
   *
   * @param id the first column
   * @param claim the second one
   * @param proof the third one
   * @param tests those that are named in it
   */
  record Row(String id, String claim, String proof, List<Named> tests) {}

  /** A test that a row names; {@code module} runs it. */
  record Named(String module, String type, String method) {
    String name() {
      return type + "#" + method;
    }
  }

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

  /**
   * Runs all tests that the page names for a module.
   *
   * @param packages where the classes are looked for, one after the other
   */
  void allRunAndSucceed(String module, String... packages) {
    List<Named> named =
        rows.stream()
            .flatMap(row -> row.tests().stream())
            .filter(test -> test.module().equals(module))
            .distinct()
            .toList();
    Results results = new Results();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(named.stream().map(test -> selector(test, packages)).toList())
            .build();
    LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
        .execute(request, results);

    assertThat(named).isNotEmpty();
    assertThat(results.wrong).isEmpty();
    assertThat(results.succeeded).containsAll(named.stream().map(Named::name).toList());
  }

  /**
   * Finds all tests that the page names for a module which runs them itself.
   *
   * @return those whose source is not there
   */
  List<String> missing(String module) {
    return rows.stream()
        .flatMap(row -> row.tests().stream())
        .filter(test -> test.module().equals(module))
        .filter(test -> !source(test).contains("void " + test.method() + "("))
        .map(Named::name)
        .toList();
  }

  private static String source(Named test) {
    Path sources =
        Path.of(System.getProperty("basedir", "."), "..", test.module(), "src/test/java");
    try (Stream<Path> files = Files.walk(sources)) {
      Optional<Path> file = files.filter(path -> path.endsWith(test.type() + ".java")).findFirst();
      return file.isPresent() ? Files.readString(file.get()) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DiscoverySelector selector(Named test, String... packages) {
    Class<?> type =
        Stream.of(packages)
            .map(name -> ReflectionSupport.tryToLoadClass(name + "." + test.type()).toOptional())
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no class " + test.type()));
    return ReflectionSupport.findMethods(
            type,
            method -> method.getName().equals(test.method()),
            HierarchyTraversalMode.BOTTOM_UP)
        .stream()
        .map(method -> DiscoverySelectors.selectMethod(type, method))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no test " + test.name()));
  }

  private static Row row(String id, String claim, String proof) {
    List<Named> tests = new ArrayList<>();
    Matcher found = TEST.matcher(proof);
    while (found.find()) {
      String module = found.group(1) == null ? CORE : found.group(1);
      tests.add(new Named(module, found.group(2), found.group(3)));
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
