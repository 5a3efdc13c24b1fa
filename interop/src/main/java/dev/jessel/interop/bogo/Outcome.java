// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

/**
 * How a test ended, as the runner is told.
 *
 * @param status 0 for good, {@link #UNIMPLEMENTED}, {@link #BROKEN}, or any other for a failure
 * @param text for standard error; the runner looks for the reason in it
 */
record Outcome(int status, String text) {
  /** The test needs what is not built; the runner skips it. */
  static final int UNIMPLEMENTED = 89;

  /** A failure that must not be taken for the one that a test expects. */
  static final int BROKEN = 90;

  static final Outcome GOOD = new Outcome(0, "");

  static Outcome unimplemented(String what) {
    return new Outcome(UNIMPLEMENTED, what + "\n");
  }

  static Outcome failed(String why) {
    return new Outcome(1, why + "\n");
  }

  static Outcome broken(String why) {
    return new Outcome(BROKEN, why + "\n");
  }
}
