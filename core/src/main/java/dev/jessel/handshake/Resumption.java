// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.TicketRequest;
import java.util.List;
import java.util.Optional;

/**
 * How peers come back to each other in TLS 1.3.
 *
 * @param sessions what a client would like to resume, the best first
 * @param modes how a pre-shared key may be used
 * @param ticketRequest how many tickets a client asks for; empty to leave it to the server
 * @param context which of a server's settings a session must come from, 0 to 32 bytes
 * @param lifetimeSeconds how long a server's sessions may be used, 0 to 604800
 * @param earlyData how much data may come before the handshake
 */
public record Resumption(
    List<Session> sessions,
    PskModes modes,
    Optional<TicketRequest> ticketRequest,
    Bytes context,
    long lifetimeSeconds,
    EarlyDataLimits earlyData) {
  /** Nothing to resume, and no early data. */
  public static final Resumption DEFAULT =
      new Resumption(
          List.of(),
          PskModes.DEFAULT,
          Optional.empty(),
          Bytes.EMPTY,
          Session.DEFAULT_LIFETIME_SECONDS,
          EarlyDataLimits.DEFAULT);

  /** Keeps a copy. */
  public Resumption {
    sessions = List.copyOf(sessions);
  }

  /**
   * How much data may come before the handshake.
   *
   * @param granted bytes that a server's tickets allow, 0 to 2^32 - 1; 0 for no early data
   * @param taken bytes that a server takes, or skips, before it gives up
   */
  public record EarlyDataLimits(long granted, long taken) {
    /** None granted, and as much skipped as libssl skips. */
    public static final EarlyDataLimits DEFAULT = new EarlyDataLimits(0, 16_384);
  }
}
