// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.testkit.scenario.Keys;
import dev.jessel.testkit.scenario.Run;
import dev.jessel.testkit.scenario.Scenario;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text files of handshakes that need the old versions; the testkit's script writes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldScenariosTest {
  private Keys keys;

  @BeforeAll
  void makeKeys(@TempDir Path directory) {
    keys = new Keys(directory);
  }

  static Stream<Scenario> scenarios() {
    return Stream.of(
            "02-protocol-version", "04-client-auth", "10-resumption", "17-renegotiate", "25-cipher")
        .flatMap(name -> Scenario.read(OldScenariosTest.class, "old-" + name));
  }

  @Test
  void thereAreHundredsOfThem() {
    assertThat(scenarios()).hasSizeGreaterThan(700).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutAsTheFileSays(Scenario scenario) {
    Run run = new Run(scenario, keys);
    assertThat(run.asExpected()).as(run::toString).isEqualTo(scenario.expected());
  }
}
