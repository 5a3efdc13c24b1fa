// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.interop.peer.LibsslProgram;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jessel beside the system's libssl: written scenarios, then random calls. */
class OracleIT {
  private static final Path HOME = Path.of(System.getProperty("basedir", "."), "oracle");
  private static final int STEPS = 5_000;

  @TempDir static Path scratch;
  private static Path program;
  private static PemFiles identity;

  @BeforeAll
  static void compile() {
    program = LibsslProgram.compiled();
    identity = CertificateFactory.create().localhost(KeyType.P256).writeTo(scratch, "localhost");
  }

  static Stream<Path> scenarios() {
    try (Stream<Path> files = Files.list(HOME.resolve("scenarios"))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void eachScenarioHasTheSameAnswers(Path scenario) {
    obey("13", scenario);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void eachScenarioHasTheSameAnswersInTls12(Path scenario) {
    obey("12", scenario);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void eachScenarioHasTheSameAnswersInOldVersions(Path scenario) {
    obey("11", scenario);
    obey("10", scenario);
  }

  @ParameterizedTest
  @ValueSource(strings = {"11", "10"})
  void randomCallsHaveTheSameAnswersInOldVersions(String version) {
    walk(version, 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomCallsHaveTheSameAnswers(long seed) {
    walk("13", seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void randomCallsHaveTheSameAnswersInTls12(long seed) {
    walk("12", seed);
  }

  @Test
  void withoutTheListTheKnownDifferencesAreFound() {
    Oracle oracle =
        run(
            new Differences(List.of()),
            one -> one.obey(List.of("new", "shake", "shutdown c", "keyupdate c 0", "state c")));
    assertThat(oracle.unexplained()).singleElement().asString().contains("keyupdate c 0");
  }

  @Test
  void aPlantedDifferenceIsFoundAndTheWayToItIsMadeShort() {
    try (Subject libssl = new LibsslSubject(program, identity);
        Subject jessel = new JesselSubject(identity);
        Subject planted = new Miscounting(jessel)) {
      Oracle oracle = new Oracle(libssl, planted, known());
      oracle.obey(
          List.of("new", "shake", "peek c 5", "write c A 0 9", "flow", "read s 5", "read s 9"));
      assertThat(oracle.unexplained()).hasSize(1);
      assertThat(oracle.unexplained().get(0))
          .startsWith("new\n")
          .contains("\nread s 5\n", "pend=4", "pend=3")
          .doesNotContain("peek c 5", "read s 9");
    }
  }

  /** Counts one byte less than is pending. */
  private record Miscounting(Subject honest) implements Subject {
    @Override
    public Answer answer(String command) {
      return Answer.parse(honest.answer(command).toString().replace("pend=4", "pend=3"));
    }

    @Override
    public void close() {
      // The honest one is closed by whoever made it.
    }
  }

  private static void obey(String version, Path scenario) {
    List<String> commands = OracleMain.inVersion(version, OracleMain.commands(scenario));
    Oracle oracle = run(known(), one -> one.obey(commands));
    assertThat(oracle.steps()).isPositive();
    assertThat(oracle.unexplained()).isEmpty();
  }

  private static void walk(String version, long seed) {
    Oracle oracle = run(known(), one -> one.walk(new RandomWalk(seed, version), STEPS));
    assertThat(oracle.unexplained()).as("TLS " + version + ", seed " + seed).isEmpty();
    assertThat(oracle.steps()).isEqualTo(STEPS);
  }

  private static Differences known() {
    return Differences.read(HOME.resolve("differences.txt"));
  }

  private static Oracle run(Differences known, Consumer<Oracle> work) {
    try (Subject libssl = new LibsslSubject(program, identity);
        Subject jessel = new JesselSubject(identity)) {
      Oracle oracle = new Oracle(libssl, jessel, known);
      work.accept(oracle);
      return oracle;
    }
  }
}
