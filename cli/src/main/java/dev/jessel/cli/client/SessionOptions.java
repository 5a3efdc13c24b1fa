// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.SslContext;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.tls.PskOptions;
import dev.jessel.wire.ProtocolVersion;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a client comes back, and what it says before its server is known. */
final class SessionOptions {
  private static final int RECONNECTIONS = 5;

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

  /** Sets what these options say of all connections. */
  void applyTo(SslContext.Builder builder) throws CommandFailure {
    psk.offer(builder);
  }
}
