// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

/** Promises that hold for every input. */
public final class Promises {
  private Promises() {}

  /** Stops the fuzzer when a promise does not hold. */
  public static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw broken(otherwise, null);
    }
  }

  /** For a promise that an exception breaks. */
  public static AssertionError broken(String what, Throwable cause) {
    return new AssertionError(what, cause);
  }
}
