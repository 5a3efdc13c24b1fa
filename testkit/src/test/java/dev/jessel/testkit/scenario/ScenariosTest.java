// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
          "13-fragmentation",
          "14-curves",
          "19-mac-then-encrypt",
          "20-cert-select",
          "21-key-update",
          "25-cipher",
          "28-seclevel",
          "30-extended-master-secret");

  private Keys keys;

  @BeforeAll
  void makeKeys(@TempDir Path directory) {
    keys = new Keys(directory);
  }

  static Stream<Scenario> scenarios() {
    return FILES.stream().flatMap(ScenariosTest::read);
  }

  private static Stream<Scenario> read(String name) {
    try (InputStream file =
        ScenariosTest.class.getResourceAsStream("/scenarios/" + name + ".txt")) {
      return new String(file.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> Scenario.parse(name, line))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void thereAreHundredsOfThem() {
    assertThat(scenarios()).hasSizeGreaterThan(500).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void comesOutAsTheFileSays(Scenario scenario) {
    Map<String, String> outcome = new Run(scenario, keys).outcome();
    Map<String, String> found = new LinkedHashMap<>();
    scenario.expected().keySet().forEach(name -> found.put(name, outcome.get(name)));
    assertThat(found).as("of %s", outcome).isEqualTo(scenario.expected());
  }
}
