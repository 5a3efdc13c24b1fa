// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/acceptance.md}: all cases are listed. Those of the I/O calls have tests that carry
 * their number, in their method's name ({@code io07...}) or in their display name ({@code IO-07:
 * ...}); the others are called as in OpenSSL, {@code test_...} or by their program, and have tests
 * too.
 */
class AcceptancePageTest {
  private static final int CASES = 35;

  @Test
  void everyCaseHasItsRow() {
    List<String> ids = page().rows().stream().map(NamedTests.Row::id).toList();
    assertThat(ids.subList(0, CASES)).containsExactlyElementsOf(cases());
    assertThat(ids.subList(CASES, ids.size()))
        .allSatisfy(id -> assertThat(id).matches("`(test_|tls1).*"))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyTestCarriesTheNumberOfItsCase() throws Exception {
    updateIfAskedFor();
    Map<String, Set<String>> numbered = numbered();
    for (NamedTests.Row row : page().rows()) {
      assertThat(row.tests()).as(row.id()).isNotEmpty();
      if (row.id().startsWith("`")) {
        continue;
      }
      assertThat(numbered.getOrDefault(row.id(), Set.of()))
          .as(row.id())
          .containsAll(row.tests().stream().map(NamedTests.Named::name).toList());
    }
  }

  @Test
  void everyNamedTestRunsAndSucceeds() {
    page().allRunAndSucceed(NamedTests.CORE, getClass().getPackageName());
  }

  @Test
  void everyTestOfTheTestkitIsThere() {
    assertThat(page().rows())
        .flatMap(NamedTests.Row::tests)
        .anyMatch(AcceptancePageTest::isOfTestkit);
    assertThat(page().missing("testkit")).isEmpty();
  }

  private static boolean isOfTestkit(NamedTests.Named test) {
    return test.module().equals("testkit");
  }

  private static NamedTests page() {
    return NamedTests.of("acceptance.md");
  }

  private static List<String> cases() {
    return IntStream.rangeClosed(1, CASES).mapToObj("IO-%02d"::formatted).toList();
  }

  /** The tests of this package that carry the number of a case, {@code Class#method}. */
  private static Map<String, Set<String>> numbered() throws Exception {
    Map<String, Set<String>> found = new TreeMap<>();
    for (Class<?> each : testClasses()) {
      for (var method : each.getDeclaredMethods()) {
        DisplayName display = method.getAnnotation(DisplayName.class);
        String name = display == null ? method.getName() : display.value();
        cases().stream()
            .filter(id -> name.startsWith(id) || name.startsWith(id.replace("IO-", "io")))
            .forEach(
                id ->
                    found
                        .computeIfAbsent(id, none -> new TreeSet<>())
                        .add(each.getSimpleName() + "#" + method.getName()));
      }
    }
    return found;
  }

  private static List<Class<?>> testClasses() throws Exception {
    List<Class<?>> classes = new ArrayList<>();
    Path here = Path.of(AcceptancePageTest.class.getResource(".").toURI());
    try (Stream<Path> files = Files.list(here)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith("_Test.class")) {
          String simple = name.substring(0, name.length() - ".class".length());
          classes.add(Class.forName(AcceptancePageTest.class.getPackageName() + "." + simple));
        }
      }
    }
    return classes;
  }

  /** As for the page of coverage: the tests' column is written anew. */
  private static void updateIfAskedFor() throws Exception {
    if (System.getenv("JESSEL_UPDATE_PAGES") == null) {
      return;
    }
    Map<String, Set<String>> numbered = numbered();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file(), UTF_8)) {
      String[] cells = line.split("\\|", -1);
      Set<String> tests = cells.length == 5 ? numbered.get(cells[1].strip()) : null;
      lines.add(
          tests == null
              ? line
              : "|" + cells[1] + "|" + cells[2] + "| `" + String.join("`, `", tests) + "` |");
    }
    write(lines);
  }

  private static void write(List<String> lines) throws IOException {
    Files.writeString(file(), String.join("\n", lines) + "\n", UTF_8);
  }

  private static Path file() {
    return Path.of(System.getProperty("basedir", "."), "../docs/acceptance.md");
  }
}
