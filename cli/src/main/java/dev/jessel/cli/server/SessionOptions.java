// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.tls.PskOptions;
import dev.jessel.wire.Bytes;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a server has its clients come back, and what it lets them say before they are known. */
final class SessionOptions {
  private static final long MAX_EARLY_DATA = 0xFFFF_FFFFL;
  private static final long DEFAULT_EARLY_DATA = 16_384;
  private static final int MAX_TICKETS = 16;
  private static final int MAX_CONTEXT = 32;
  private static final int MAX_HINT = 256;

  @Option(names = "-early_data", description = "Read early data (0-RTT), each once.")
  private boolean earlyData;

  @Option(
      names = "-max_early_data",
      paramLabel = "N",
      description = "Bytes of early data that tickets allow; default: 0, 16384 with -early_data.")
  private Long maxEarlyData;

  @Option(
      names = "-recv_max_early_data",
      paramLabel = "N",
      description = "Bytes of early data that are taken, or skipped, whatever tickets allow.")
  private Long maxEarlyDataTaken;

  @Option(names = "-no_anti_replay", description = "Take early data as often as it comes. Unsafe.")
  private boolean noAntiReplay;

  @Option(names = "-anti_replay", description = "Take early data once, which is the default.")
  private boolean antiReplay;

  @Option(
      names = "-num_tickets",
      paramLabel = "N",
      description = "Tickets for each client of TLS 1.3, 0 to 16; default: 2.")
  private Integer tickets;

  @Option(names = "-no_cache", description = "Remember no sessions.")
  private boolean noCache;

  @Option(
      names = "-context",
      paramLabel = "TEXT",
      description = "Take sessions of this context alone.")
  private String context;

  @Option(
      names = "-prefer_no_dhe_kex",
      description = "Resume without a key exchange where the client lets us. Not forward secret.")
  private boolean preferNoDheKex;

  @Option(
      names = "-psk_hint",
      paramLabel = "TEXT",
      description = "What helps clients choose a pre-shared key (up to TLS 1.2).")
  private String hint;

  @Mixin private PskOptions psk;

  /** Whether early data is read. */
  boolean readsEarlyData() {
    return earlyData;
  }

  /** Whether clients can be served without a certificate. */
  boolean hasKey() {
    return psk.isGiven();
  }

  /** Sets all that these options say. */
  void applyTo(SslContext.Builder builder, PrintStream err) throws CommandFailure {
    if (tickets != null) {
      builder.tickets(within("-num_tickets", tickets, MAX_TICKETS));
    }
    if (noCache) {
      builder.sessionCache(0);
    }
    if (context != null) {
      builder.sessionIdContext(Bytes.of(bytes("-context", context, MAX_CONTEXT)));
    }
    if (preferNoDheKex) {
      builder.options(SslOption.ALLOW_NO_DHE_KEX, SslOption.PREFER_NO_DHE_KEX);
    }
    applyEarlyData(builder);
    if (hint != null) {
      if (!psk.isGiven()) {
        throw new CommandFailure("-psk_hint needs -psk");
      }
      byte[] ignored = bytes("-psk_hint", hint, MAX_HINT);
      builder.pskIdentityHint(Optional.of(hint));
    }
    psk.take(builder, err);
  }

  private void applyEarlyData(SslContext.Builder builder) throws CommandFailure {
    if (antiReplay && noAntiReplay) {
      throw new CommandFailure("-anti_replay and -no_anti_replay do not go together");
    }
    if (noAntiReplay) {
      builder.options(SslOption.NO_ANTI_REPLAY);
    }
    if (maxEarlyData != null) {
      builder.maxEarlyData(within("-max_early_data", maxEarlyData, MAX_EARLY_DATA));
    } else if (earlyData) {
      builder.maxEarlyData(DEFAULT_EARLY_DATA);
    }
    if (maxEarlyDataTaken != null) {
      builder.maxEarlyDataTaken(within("-recv_max_early_data", maxEarlyDataTaken, MAX_EARLY_DATA));
    }
  }

  private static byte[] bytes(String option, String text, int most) throws CommandFailure {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > most) {
      throw new CommandFailure(option + " has at most " + most + " bytes");
    }
    return bytes;
  }

  private static int within(String option, int value, int most) throws CommandFailure {
    return Math.toIntExact(within(option, (long) value, most));
  }

  private static long within(String option, long value, long most) throws CommandFailure {
    if (value < 0 || value > most) {
      throw new CommandFailure(option + " is 0 to " + most);
    }
    return value;
  }
}
