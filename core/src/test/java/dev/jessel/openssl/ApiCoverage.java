// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What libssl has, beside what {@link LibSsl} has. That a function is served is seen by reflection
 * and never written down; what is written down, in {@code libssl-unserved.tsv}, is why one is not.
 */
final class ApiCoverage {
  static final Path UNSERVED = Path.of(Endpoints.fixture("libssl-unserved.tsv"));

  private static final String HEADING = "name\tverdict\treason";

  private final List<ApiSymbol> symbols = symbols();
  private final Map<String, Unserved> unserved = unserved();
  private final Set<String> methods = methods();

  /** How a function stands. */
  enum Verdict {
    YES("yes"),
    NOT_YET("not yet"),
    NEVER("never"),
    /** A method is there for programs that call it, but the feature is not: not yet. */
    STUB("stub");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static Verdict of(String text) {
      return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst().orElseThrow();
    }
  }

  /** Why a function is not served. */
  record Unserved(Verdict verdict, String reason) {}

  List<ApiSymbol> all() {
    return symbols;
  }

  List<ApiSymbol> of(ApiGroup group) {
    return symbols.stream().filter(symbol -> symbol.group() == group).toList();
  }

  boolean hasMethod(String name) {
    return methods.contains(name);
  }

  Optional<Unserved> unserved(String name) {
    return Optional.ofNullable(unserved.get(name));
  }

  Map<String, Unserved> unservedLines() {
    return unserved;
  }

  Verdict verdict(ApiSymbol symbol) {
    Optional<Verdict> written = unserved(symbol.name()).map(Unserved::verdict);
    boolean stub = written.equals(Optional.of(Verdict.STUB));
    if (hasMethod(symbol.name())) {
      return stub ? Verdict.NOT_YET : Verdict.YES;
    }
    return stub ? Verdict.NOT_YET : written.orElse(Verdict.NOT_YET);
  }

  /** The lines of those that are still not served. */
  String unservedFile() {
    return symbols.stream()
        .filter(symbol -> unserved(symbol.name()).isPresent())
        .filter(symbol -> !isStale(symbol.name()))
        .map(symbol -> symbol.name() + "\t" + line(unserved.get(symbol.name())))
        .collect(Collectors.joining("\n", HEADING + "\n", "\n"));
  }

  /** True for a line about a function that is served by now. */
  boolean isStale(String name) {
    return hasMethod(name)
        && unserved(name).map(one -> one.verdict() == Verdict.NOT_YET).orElse(false);
  }

  private static String line(Unserved unserved) {
    return unserved.verdict().text() + "\t" + unserved.reason();
  }

  private static Set<String> methods() {
    return Arrays.stream(LibSsl.class.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<ApiSymbol> symbols() {
    Map<String, String> manual =
        table("libssl-manual.tsv").stream().collect(Collectors.toMap(row -> row[0], row -> row[1]));
    return table("libssl-symbols.tsv").stream()
        .map(
            row ->
                new ApiSymbol(
                    ApiGroup.valueOf(row[0]),
                    row[2].equals("macro"),
                    row[3],
                    row[6].equals("1"),
                    Optional.ofNullable(manual.get(row[3]))))
        .toList();
  }

  private static Map<String, Unserved> unserved() {
    Map<String, Unserved> found = new LinkedHashMap<>();
    for (String[] row : table("libssl-unserved.tsv")) {
      Unserved before = found.put(row[0], new Unserved(Verdict.of(row[1]), row[2]));
      if (before != null) {
        throw new IllegalStateException(row[0] + " stands there twice");
      }
    }
    return found;
  }

  private static List<String[]> table(String file) {
    try {
      return Files.readAllLines(Path.of(Endpoints.fixture(file))).stream()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
