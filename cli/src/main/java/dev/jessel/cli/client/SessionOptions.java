// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.SslContext;
import dev.jessel.SslSession;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.tls.PskOptions;
import dev.jessel.cli.tls.SessionFile;
import dev.jessel.cli.tls.TlsOptions;
import dev.jessel.wire.ProtocolVersion;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a client comes back, and what it says before its server is known. */
final class SessionOptions {
  private static final int RECONNECTIONS = 5;

  @Option(
      names = "-sess_out",
      paramLabel = "FILE",
      description = "Write each session that comes, with its secret, to a file.")
  private Path out;

  @Option(
      names = "-sess_in",
      paramLabel = "FILE",
      description = "Come back to the session of a file.")
  private Path in;

  @Option(
      names = "-reconnect",
      description = "Drop the connection and come back to its session, five times.")
  private boolean reconnect;

  @Option(
      names = "-early_data",
      paramLabel = "FILE",
      description = "Send a file as early data (0-RTT), if the session allows it.")
  private Path earlyData;

  @Mixin private PskOptions psk;

  /** How often to come back. */
  int reconnections() {
    return reconnect ? RECONNECTIONS : 0;
  }

  /**
   * What to send before the handshake is over.
   *
   * @param newest version that may be spoken
   */
  Optional<EarlyDataFile> earlyData(ProtocolVersion newest) throws CommandFailure {
    if (earlyData == null) {
      return Optional.empty();
    }
    if (!newest.isAtLeast(ProtocolVersion.TLS_1_3)) {
      throw new CommandFailure("-early_data needs TLS 1.3");
    }
    return Optional.of(EarlyDataFile.of(earlyData));
  }

  /**
   * What is come back with, at first that of the file.
   *
   * @param options say whether it can be offered
   * @param err is told when it is too old
   */
  KeptSession kept(TlsOptions options, PrintStream err) throws CommandFailure {
    Optional<SslSession> first = Optional.empty();
    if (in != null) {
      first = Optional.of(SessionFile.read("-sess_in", in));
      options.checkThatItCanBeOffered(first.get(), "-sess_in " + in);
      if (first
          .get()
          .created()
          .plusSeconds(first.get().lifetimeSeconds())
          .isBefore(Instant.now())) {
        err.println("the session of " + in + " is over its time");
      }
    }
    if (out != null && (Files.isDirectory(out) || !hasDirectory(out))) {
      throw new CommandFailure("-sess_out: cannot write " + out);
    }
    return new KeptSession(first, Optional.ofNullable(out), err);
  }

  private static boolean hasDirectory(Path file) {
    return Files.isDirectory(file.toAbsolutePath().getParent());
  }

  /** Sets what these options say of all connections. */
  void applyTo(SslContext.Builder builder) throws CommandFailure {
    psk.offer(builder);
  }
}
