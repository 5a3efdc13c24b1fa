// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Random;

/** Values that mean nothing and never will (RFC 8701 2): 0x0A0A, 0x1A1A, and so on to 0xFAFA. */
public final class Grease {
  private static final int COUNT = 16;
  private static final int FIRST = 0x0A0A;
  private static final int STEP = 0x1010;

  private Grease() {}

  /** Any of them. */
  public static int value(Random random) {
    return FIRST + STEP * random.nextInt(COUNT);
  }

  /** Another one than {@code value}. */
  public static int next(int value) {
    return FIRST + (value - FIRST + STEP) % (STEP * COUNT);
  }
}
