// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link FleetServer} in a process of its own. */
final class FleetMember implements AutoCloseable {
  private static final Duration STARTING = Duration.ofSeconds(60);

  private final ChildProcess process;
  private int asked;

  private FleetMember(ChildProcess process) {
    this.process = process;
  }

  static FleetMember start(int redisPort, String fleetKey, int keyPeriodSeconds, PemFiles files) {
    return new FleetMember(
        ChildProcess.start(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Optional.empty(),
            Map.of(),
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FleetServer.class.getName(),
                redisPort,
                fleetKey,
                keyPeriodSeconds,
                files.chain(),
                files.key())));
  }

  /** The port of the listener with tickets. */
  int ticketsPort() {
    return Integer.parseInt(process.await("^LISTENS (\\d+) \\d+$", STARTING));
  }

  /** The port of the listener that keeps its sessions. */
  int keptPort() {
    return Integer.parseInt(process.await("^LISTENS \\d+ (\\d+)$", STARTING));
  }

  /** Whether it is connected, whose keys it has, and which generation of them. */
  String status() {
    asked++;
    process.send("number" + asked);
    return process.await("^STATUS number" + asked + " (.*)$");
  }

  /** The generation of its keys, when they are those of its fleet; -1 before. */
  int sharedGeneration() {
    String status = status();
    return status.startsWith("true SHARED ") ? Integer.parseInt(status.split(" ", -1)[2]) : -1;
  }

  /** How often it has taken a text as early data. */
  long taken(String text) {
    Matcher said = Pattern.compile("^EARLY " + text + "$", Pattern.MULTILINE).matcher(output());
    return said.results().count();
  }

  /** All that it said. */
  String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
  }
}
