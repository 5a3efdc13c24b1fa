// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration NAP = Duration.ofMillis(5);

  private Eventually() {}

  /** Returns when the condition holds; fails after a while. */
  public static void is(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until || Thread.interrupted()) {
        throw new AssertionError("did not happen: " + what);
      }
      LockSupport.parkNanos(NAP.toNanos());
    }
  }
}
