// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a session may be resumed as far as its connections go. All copies of a session share one.
 * Thread-safe.
 */
public final class Standing {
  /** How often a server may be silent before the session counts for used up. */
  private static final int MAX_SILENT = 3;

  private final AtomicInteger silent = new AtomicInteger();
  private volatile boolean lost;

  /** A connection of the session ended with a fatal alert. */
  void lose() {
    lost = true;
  }

  /** A server said nothing to the session: false when that was once too often. */
  boolean mayBeShownAgain() {
    return silent.incrementAndGet() < MAX_SILENT;
  }

  /** False once a connection of the session ended with a fatal alert. */
  boolean isGood() {
    return !lost;
  }
}
