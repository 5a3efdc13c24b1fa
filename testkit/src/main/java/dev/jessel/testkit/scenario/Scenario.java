// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One line of a file of scenarios: {@code name | client's settings | server's settings | what must
 * come of it}. Settings are words like {@code MaxProtocol=TLSv1.2}, in their order; what comes of
 * it likewise, {@code version=TLSv1.2}.
 *
 * @param file which file
 * @param name what it shows
 * @param client settings of the client
 * @param server settings of the server
 * @param expected what is looked at, and what it must be
 */
public record Scenario(
    String file,
    String name,
    List<Setting> client,
    List<Setting> server,
    Map<String, String> expected) {
  /** Keeps copies. */
  public Scenario {
    client = List.copyOf(client);
    server = List.copyOf(server);
    expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
  }

  private static final int PARTS = 4;

  /** A word of a line. */
  public record Setting(String name, String value) {
    static Setting parse(String word) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("no name=value: " + word);
      }
      return new Setting(word.substring(0, equals), word.substring(equals + 1));
    }
  }

  /**
   * All scenarios of a file.
   *
   * @param beside a class whose resources have the file below {@code /scenarios}
   * @param name its name without {@code .txt}
   */
  public static Stream<Scenario> read(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream("/scenarios/" + name + ".txt")) {
      return new String(file.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> parse(name, line))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Scenario parse(String file, String line) {
    String[] parts = line.split("\\|", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException(file + " has a line without four parts: " + line);
    }
    Map<String, String> expected = new LinkedHashMap<>();
    settings(parts[3]).forEach(setting -> expected.put(setting.name(), setting.value()));
    if (!expected.containsKey("result")) {
      throw new IllegalArgumentException(file + " has a line that expects nothing: " + line);
    }
    return new Scenario(file, parts[0].strip(), settings(parts[1]), settings(parts[2]), expected);
  }

  private static List<Setting> settings(String part) {
    List<Setting> settings = new ArrayList<>();
    for (String word : part.strip().split(" +", -1)) {
      if (!word.isEmpty()) {
        settings.add(Setting.parse(word));
      }
    }
    return settings;
  }

  @Override
  public String toString() {
    return file + ": " + name;
  }
}
