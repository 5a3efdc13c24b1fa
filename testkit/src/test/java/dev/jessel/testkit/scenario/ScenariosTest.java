// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every scenario of the text files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScenariosTest {
  private static final List<String> FILES =
      List.of(
          "01-simple",
          "02-protocol-version",
          "03-custom-verify",
          "04-client-auth",
          "05-sni",
          "09-alpn",
          "10-resumption",
          "13-fragmentation",
          "14-curves",
          "17-renegotiate",
          "19-mac-then-encrypt",
          "20-cert-select",
          "21-key-update",
          "25-cipher",
          "26-tls13-client-auth",
          "27-ticket-appdata",
          "28-seclevel",
          "30-extended-master-secret");

  private Keys keys;

  @BeforeAll
  void makeKeys(@TempDir Path directory) {
    keys = new Keys(directory);
  }

  static Stream<Scenario> scenarios() {
    return FILES.stream().flatMap(name -> Scenario.read(ScenariosTest.class, name));
  }

  @Test
  void thereAreHundredsOfThem() {
    assertThat(scenarios()).hasSizeGreaterThan(500).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutAsTheFileSays(Scenario scenario) {
    Run run = new Run(scenario, keys);
    assertThat(run.asExpected()).as(run::toString).isEqualTo(scenario.expected());
  }
}
