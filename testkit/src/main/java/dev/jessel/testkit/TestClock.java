// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class TestClock extends Clock {
  private volatile Instant now;

  private TestClock(Instant now) {
    this.now = now;
  }

  /** A clock that shows an instant. */
  public static TestClock at(Instant instant) {
    return new TestClock(Objects.requireNonNull(instant));
  }

  /** A clock that shows the time at which it was made. */
  public static TestClock stopped() {
    return at(Instant.now());
  }

  /** Moves the clock, by a negative duration also back. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
