// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import java.util.concurrent.atomic.AtomicInteger;

/** Tickets that the application asked for and that have not gone out yet. Thread-safe. */
final class TicketQueue {
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean due;

  /**
   * Adds one.
   *
   * @param now whether it goes out with the next call of any kind; else a write takes it along
   */
  void add(boolean now) {
    waiting.incrementAndGet();
    due |= now;
  }

  /** True when one waits. */
  boolean hasAny() {
    return waiting.get() > 0;
  }

  /** True from the time that one must go out with the next call until the transport has it. */
  boolean isDue() {
    return due;
  }

  /** The next call of any kind goes on with them. */
  void nowDue() {
    due = true;
  }

  /** One is sealed. */
  void sealed() {
    waiting.decrementAndGet();
  }

  /** The transport has taken what was sealed. */
  void gone() {
    due = hasAny();
  }
}
