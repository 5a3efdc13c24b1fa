// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/protocols.md} names are there. */
final class ProtocolsPageTest {
  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).resolve("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void everyTestOfThePageIsThere() throws IOException {
    String page = Files.readString(ROOT.resolve("docs").resolve("protocols.md"));
    List<MatchResult> named = TEST.matcher(page).results().toList();
    List<String> missing = new ArrayList<>();
    for (MatchResult name : named) {
      String source = source(name.group(1));
      String method = name.group(2) == null ? name.group(1) : "void " + name.group(2) + "(";
      if (!source.contains(method)) {
        missing.add(name.group());
      }
    }
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(missing).isEmpty();
  }

  private static String source(String type) throws IOException {
    for (String module : List.of("core", "testkit", "legacy", "cli", "interop")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        Path file = files.filter(path -> path.endsWith(type + ".java")).findFirst().orElse(ROOT);
        if (Files.isRegularFile(file)) {
          return Files.readString(file);
        }
      }
    }
    return "";
  }
}
