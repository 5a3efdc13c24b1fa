// SPDX-License-Identifier: Apache-2.0
package dev.jessel.rfc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which sections of RFCs the sources name, and which tests do. */
final class RfcCoverage {
  private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
  private static final Path TITLES =
      ROOT.resolve(Path.of("core", "src", "test", "resources", "rfc", "titles.tsv"));

  private static final List<String> SOURCES = List.of("core/src/main", "legacy/src/main");
  private static final List<String> TESTS =
      List.of("core/src/test", "testkit/src/test", "legacy/src/test", "interop/src/test");

  private final Map<Section, Set<String>> enforcers = new TreeMap<>();
  private final Map<Section, Set<String>> tests = new TreeMap<>();
  private final Map<Integer, String> titles;

  RfcCoverage() {
    SOURCES.forEach(module -> javaFiles(module).forEach(this::readSource));
    TESTS.forEach(module -> javaFiles(module).forEach(this::readTest));
    titles =
        lines(TITLES).stream()
            .map(line -> line.split("\t", 2))
            .collect(Collectors.toMap(line -> Integer.valueOf(line[0]), line -> line[1]));
  }

  /** Every section that anything names, in order. */
  Set<Section> sections() {
    Set<Section> all = new TreeSet<>(enforcers.keySet());
    all.addAll(tests.keySet());
    return all;
  }

  /** The classes that name a section. */
  Set<String> enforcers(Section section) {
    return enforcers.getOrDefault(section, Set.of());
  }

  /** The tests that name a section, as {@code Class#method} or {@code Class}. */
  Set<String> tests(Section section) {
    return tests.getOrDefault(section, Set.of());
  }

  /** What an RFC is about; empty when nobody has said. */
  String title(int rfc) {
    return titles.getOrDefault(rfc, "");
  }

  private void readSource(Path file) {
    for (Citation citation : Citation.in(text(file))) {
      add(enforcers, citation.section(), Set.of(className(file)));
    }
  }

  private void readTest(Path file) {
    new TestSource(className(file), text(file))
        .tests()
        .forEach((section, names) -> add(tests, section, names));
  }

  private static void add(Map<Section, Set<String>> to, Section section, Set<String> names) {
    to.computeIfAbsent(section, s -> new TreeSet<>()).addAll(names);
  }

  private static String className(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".java".length());
  }

  private static List<Path> javaFiles(String module) {
    Path directory = ROOT.resolve(module);
    if (!Files.isDirectory(directory)) {
      return Collections.emptyList();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains(Path.of("dev", "jessel", "rfc").toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
