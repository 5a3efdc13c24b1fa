// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An endless stream of bytes that both ends can make, so that the receiver can check each one. Its
 * period is a prime: bytes that were lost, doubled or swapped do not fit any more.
 */
final class Pattern {
  private static final int PERIOD = 65_521;
  private static final int MAX_SLICE = 128 * 1024;

  private final byte[] bytes = new byte[PERIOD + MAX_SLICE];

  Pattern(long seed) {
    new SplittableRandom(seed).nextBytes(bytes);
    for (int i = PERIOD; i < bytes.length; i++) {
      bytes[i] = bytes[i - PERIOD];
    }
  }

  /** The bytes from a position on: as many as are wanted, or as can be had in one piece. */
  ByteBuffer from(long position, long wanted) {
    int length = (int) Math.min(wanted, MAX_SLICE);
    return ByteBuffer.wrap(bytes, (int) (position % PERIOD), length);
  }

  /** Whether bytes that were received are those that belong at a position. */
  boolean matches(long position, byte[] received, int length) {
    int start = (int) (position % PERIOD);
    return Arrays.equals(bytes, start, start + length, received, 0, length);
  }
}
