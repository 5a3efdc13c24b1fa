// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.fuzz.handshake.HandshakeSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the seeds of all targets: {@code fuzz/seeds} runs it. Files whose names begin with {@link
 * #FOUND} were found by fuzzing, and stay.
 */
public final class Seeds {
  /** Begins the names of inputs that broke something once. */
  public static final String FOUND = "found-";

  private Seeds() {}

  /** Writes them below a directory, one below it for each target. */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<Target, Map<String, byte[]>> target : all().entrySet()) {
      write(Path.of(arguments[0], target.getKey().toString()), target.getValue());
    }
  }

  /** All seeds, by target and name. */
  static Map<Target, Map<String, byte[]>> all() {
    Map<String, byte[]> clients = HandshakeSeeds.clients();
    Map<String, byte[]> servers = HandshakeSeeds.servers();
    return Map.of(
        Target.CLIENT, clients,
        Target.SERVER, servers,
        Target.WIRE, MessageSeeds.messages(List.of(clients, servers)),
        Target.RECORD, MessageSeeds.records(clients),
        Target.SESSION, SessionSeeds.all(),
        Target.CERTIFICATE, CertificateSeeds.all());
  }

  private static void write(Path directory, Map<String, byte[]> seeds) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
      Files.write(directory.resolve(seed.getKey()), seed.getValue());
    }
  }
}
