// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

/** Ends a test early. */
final class TestEnd extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome outcome;

  private TestEnd(Outcome outcome) {
    super(outcome.text());
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }

  static TestEnd unimplemented(String what) {
    return new TestEnd(Outcome.unimplemented(what));
  }

  static TestEnd failed(String why) {
    return new TestEnd(Outcome.failed(why));
  }

  static TestEnd broken(String why) {
    return new TestEnd(Outcome.broken(why));
  }

  /** Fails unless what a test expects is so. */
  static void check(boolean asExpected, String otherwise) {
    if (!asExpected) {
      throw failed(otherwise);
    }
  }
}
