// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslReplayGuard;
import dev.jessel.SslReply;
import dev.jessel.wire.Bytes;
import java.time.Instant;

/**
 * As libssl, looks out for replays of tickets alone: with keys from outside of TLS that is for the
 * application to do.
 *
 * @param guard remembers
 */
record ResumptionGuard(SslReplayGuard guard) implements SslReplayGuard {
  /** ClientHellos with early data within a window of time. */
  static final int CAPACITY = 16_384;

  @Override
  public SslReply<Boolean> firstTime(Bytes fingerprint, Instant ticketMade, Instant now) {
    return guard.firstTime(fingerprint, ticketMade, now);
  }

  @Override
  public SslReply<Boolean> firstTimeWithExternalKey(Bytes fingerprint, Instant now) {
    return SslReply.now(true);
  }

  @Override
  public void begin(Instant now) {
    guard.begin(now);
  }
}
