// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/** Answers about secret numbers, found without a branch: all ones for yes, 0 for no. */
final class Mask {
  private Mask() {}

  /** Whether {@code value} is 0. */
  static int isZero(int value) {
    return ~((value | -value) >> 31);
  }

  /** Whether {@code low} is at most {@code high}; their difference fits into an int. */
  static int atMost(int low, int high) {
    return ~((high - low) >> 31);
  }
}
