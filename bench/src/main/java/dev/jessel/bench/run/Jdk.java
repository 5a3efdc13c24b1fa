// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java runtime to measure on.
 *
 * @param home where it is
 * @param feature its number, as 17
 * @param name vendor and version
 */
record Jdk(Path home, int feature, String name) {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final List<Integer> WANTED = List.of(17, 25);

  /** From this one on, what Netty does with memory has to be allowed. */
  private static final int WARNS_OF_UNSAFE = 24;

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  /** Options that hush what JDKs say of libraries of others. */
  List<String> quiet() {
    return feature < WARNS_OF_UNSAFE
        ? List.of()
        : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
  }

  /**
   * Those that {@code BENCH_JAVA} names, separated by colons; else 17 and 25, as far as they are
   * installed; else the one that this runs on.
   */
  static List<Jdk> find() throws IOException {
    String named = System.getenv("BENCH_JAVA");
    if (named != null && !named.isBlank()) {
      List<Jdk> jdks = new ArrayList<>();
      for (String home : named.split(File.pathSeparator, -1)) {
        jdks.add(at(Path.of(home)));
      }
      return jdks;
    }
    List<Jdk> found = new ArrayList<>();
    Jdk own = at(Path.of(System.getProperty("java.home")));
    for (int feature : WANTED) {
      if (own.feature == feature) {
        found.add(own);
      } else {
        installed().stream()
            .filter(jdk -> jdk.feature == feature)
            .findFirst()
            .ifPresent(found::add);
      }
    }
    return found.isEmpty() ? List.of(own) : found;
  }

  private static List<Jdk> installed() throws IOException {
    List<Jdk> all = new ArrayList<>();
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> homes = Files.list(INSTALLED)) {
        for (Path home : homes.sorted().toList()) {
          if (Files.isExecutable(home.resolve("bin/java"))
              && Files.exists(home.resolve("release"))) {
            all.add(at(home));
          }
        }
      }
    }
    return all;
  }

  private static Jdk at(Path home) throws IOException {
    Properties release = new Properties();
    try (var in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    }
    String version = unquoted(release, "JAVA_VERSION");
    String vendor = unquoted(release, "IMPLEMENTOR");
    int feature = Integer.parseInt(version.split("[.+-]", 2)[0]);
    return new Jdk(home, feature, vendor + " " + version);
  }

  private static String unquoted(Properties release, String name) {
    return release.getProperty(name, "?").replace("\"", "");
  }
}
