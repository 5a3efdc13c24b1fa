// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which ClientHellos with early data came within a window of time (RFC 9846 8.2). When it is full
 * it takes nothing more until time has passed: it never forgets what could come again. Thread-safe.
 */
public final class ReplayMemory {
  private final int capacity;
  private final Duration window;
  private final ReentrantLock lock = new ReentrantLock();
  private Set<Bytes> seen = new HashSet<>();
  private Set<Bytes> seenBefore = new HashSet<>();
  private Optional<Instant> begun = Optional.empty();
  private Instant turned = Instant.EPOCH;
  private Instant forgot = Instant.MIN;

  /**
   * Makes an empty memory.
   *
   * @param capacity ClientHellos that it remembers within a window, at least 1
   * @param window how long one could be taken for a fresh one
   */
  public ReplayMemory(int capacity, Duration window) {
    this.capacity = capacity;
    this.window = window;
  }

  /** From now on what comes is known; said again it means nothing. */
  public void begin(Instant now) {
    lock.lock();
    try {
      if (begun.isEmpty()) {
        // Tickets tell when they were made in milliseconds.
        begun = Optional.of(now.truncatedTo(ChronoUnit.MILLIS));
        turned = now;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether a ClientHello comes for the first time, as far as can be told for certain.
   *
   * @param fingerprint what no other ClientHello has
   * @param ticketMade when its ticket was made
   */
  public boolean isFirst(Bytes fingerprint, Instant ticketMade, Instant now) {
    begin(now);
    lock.lock();
    try {
      turn(now);
      boolean isFull = seen.size() >= capacity;
      boolean known = seenBefore.contains(fingerprint);
      // Also what is refused is remembered from now on: one ticket may come with many ClientHellos,
      // and each of them may be said again.
      boolean isNew = !isFull && seen.add(fingerprint);
      return isNew && !known && isCertain(ticketMade, now);
    } finally {
      lock.unlock();
    }
  }

  /**
   * RFC 9846 8.2: what came before this memory began it cannot know; a ticket that was made since
   * then cannot have come before. Where the clock was set back, what was forgotten in its future
   * may be fresh again.
   */
  private boolean isCertain(Instant ticketMade, Instant now) {
    Instant start = begun.orElseThrow();
    boolean remembered = !ticketMade.isBefore(start) || now.isAfter(start.plus(window));
    return remembered && !now.isBefore(forgot);
  }

  private void turn(Instant now) {
    if (now.isBefore(turned.plus(window))) {
      return;
    }
    boolean recent = now.isBefore(turned.plus(window).plus(window));
    if (!seenBefore.isEmpty() || !recent && !seen.isEmpty()) {
      forgot = now;
    }
    seenBefore = recent ? seen : new HashSet<>();
    seen = new HashSet<>();
    turned = now;
  }
}
