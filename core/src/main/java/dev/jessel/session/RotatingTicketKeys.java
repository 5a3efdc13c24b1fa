// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.CryptoProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ticket keys that a server makes for itself and changes as time goes by: whoever steals one learns
 * little. The first is made when it is asked for. Thread-safe, without a lock.
 */
public final class RotatingTicketKeys implements TicketKeySource {
  private final CryptoProvider crypto;
  private final Duration period;
  private final AtomicReference<Optional<Period>> now;

  /**
   * Keys and when they came into use.
   *
   * @param keys what is in use
   * @param since from when on
   */
  private record Period(TicketKeySet keys, Instant since) {}

  /**
   * Keys that change.
   *
   * @param period how long each makes tickets, and then opens them; at least the lifetime of a
   *     session
   */
  public RotatingTicketKeys(CryptoProvider crypto, Duration period) {
    this(crypto, period, new AtomicReference<>(Optional.empty()));
  }

  private RotatingTicketKeys(
      CryptoProvider crypto, Duration period, AtomicReference<Optional<Period>> now) {
    this.crypto = crypto;
    this.period = period;
    this.now = now;
  }

  /** The same keys, which change after another time: tickets that are out stay good. */
  public RotatingTicketKeys withPeriod(Duration other) {
    return new RotatingTicketKeys(crypto, other, now);
  }

  @Override
  public TicketKeySet keys(Instant time) {
    Optional<Period> seen = now.get();
    if (seen.isPresent() && time.isBefore(seen.get().since().plus(period))) {
      return seen.get().keys();
    }
    // Of threads that come at once one wins, and all use its keys.
    boolean ours = now.compareAndSet(seen, Optional.of(following(seen, time)));
    return ours || seen.isEmpty() ? now.get().orElseThrow().keys() : keys(time);
  }

  private Period following(Optional<Period> before, Instant time) {
    Optional<TicketKey> previous =
        before
            .filter(last -> time.isBefore(last.since().plus(period).plus(period)))
            .map(last -> last.keys().current());
    return new Period(new TicketKeySet(TicketKey.random(crypto), Optional.empty(), previous), time);
  }
}
