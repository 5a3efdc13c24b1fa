// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.error.ReasonCategory;
import dev.jessel.error.SslReason;

/** Promises that hold for every input. */
public final class Promises {
  private Promises() {}

  /** Stops the fuzzer when a promise does not hold. */
  public static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw broken(otherwise, null);
    }
  }

  /** Stops the fuzzer when what a peer sent is called anything but the peer's fault. */
  public static void checkBlame(SslReason reason, Exception refused) {
    ReasonCategory category = reason.category();
    if (category == ReasonCategory.INTERNAL || category == ReasonCategory.MISUSE) {
      throw broken("what a peer sent is called " + reason, refused);
    }
  }

  /** For a promise that an exception breaks. */
  public static AssertionError broken(String what, Throwable cause) {
    return new AssertionError(what, cause);
  }
}
