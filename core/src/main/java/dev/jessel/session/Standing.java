// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

/**
 * Whether a session may be resumed as far as its connections go. All copies of a session share one.
 * Thread-safe.
 */
public final class Standing {
  private volatile boolean lost;

  /** A connection of the session ended with a fatal alert. */
  void lose() {
    lost = true;
  }

  /** False once a connection of the session ended with a fatal alert. */
  boolean isGood() {
    return !lost;
  }
}
