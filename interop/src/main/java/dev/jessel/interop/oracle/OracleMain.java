// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Repeats a walk: {@code --seed 7 --steps 100000 [--version 12]}, or the commands of a file: {@code
 * --script FILE}, which {@code --version 12} has run in TLS 1.2. Exits with 1 when a difference is
 * not explained.
 */
public final class OracleMain {
  private OracleMain() {}

  /**
   * Runs.
   *
   * @param args the C program, the list of differences, then the flags
   */
  public static void main(String[] args) throws IOException {
    List<String> flags = List.of(args).subList(2, args.length);
    long seed =
        Long.parseLong(value(flags, "--seed", Long.toString(new Random().nextInt(1 << 30))));
    long steps = Long.parseLong(value(flags, "--steps", "20000"));
    String version = value(flags, "--version", "13");
    String script = value(flags, "--script", "");
    Path scratch = Files.createTempDirectory("jessel-oracle");
    PemFiles identity =
        CertificateFactory.create().localhost(KeyType.P256).writeTo(scratch, "localhost");
    try (LibsslSubject libssl = new LibsslSubject(Path.of(args[0]), identity);
        JesselSubject jessel = new JesselSubject(identity)) {
      System.out.println(libssl.version() + ", seed " + seed);
      Oracle oracle = new Oracle(libssl, jessel, Differences.read(Path.of(args[1])));
      if (script.isEmpty()) {
        oracle.walk(new RandomWalk(seed, version), steps);
      } else {
        oracle.obey(inVersion(version, commands(Path.of(script))));
      }
      System.exit(report(oracle));
    }
  }

  private static int report(Oracle oracle) {
    List<String> unexplained = oracle.unexplained();
    System.out.println(oracle.steps() + " steps");
    oracle.listed().forEach((name, count) -> System.out.println(count + " times " + name));
    unexplained.forEach(one -> System.out.println("\nunexplained:\n" + one));
    System.out.println(unexplained.size() + " kinds of differences are not explained");
    return unexplained.isEmpty() ? 0 : 1;
  }

  /** The commands of a file; empty lines and those that begin with # are none. */
  static List<String> commands(Path script) {
    try {
      List<String> commands = new ArrayList<>(Files.readAllLines(script, UTF_8));
      commands.removeIf(line -> line.isBlank() || line.startsWith("#"));
      return commands;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same commands, where they say 13, in another version. */
  static List<String> inVersion(String version, List<String> commands) {
    return commands.stream()
        .map(line -> line.replace(" version=13", " version=" + version))
        .toList();
  }

  private static String value(List<String> flags, String name, String otherwise) {
    int at = flags.indexOf(name);
    return at < 0 ? otherwise : flags.get(at + 1);
  }
}
