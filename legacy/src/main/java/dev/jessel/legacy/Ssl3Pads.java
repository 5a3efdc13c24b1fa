// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.HashAlgorithm;
import java.util.Arrays;

/** RFC 6101 5.2.3.1: pad_1 and pad_2, 48 times a character for MD5 and 40 times for SHA-1. */
final class Ssl3Pads {
  private static final int FOR_MD5 = 48;
  private static final int FOR_SHA_1 = 40;

  private Ssl3Pads() {}

  /** pad_1. */
  static byte[] inner(HashAlgorithm algorithm) {
    return pad(algorithm, 0x36);
  }

  /** pad_2. */
  static byte[] outer(HashAlgorithm algorithm) {
    return pad(algorithm, 0x5C);
  }

  private static byte[] pad(HashAlgorithm algorithm, int character) {
    byte[] pad = new byte[algorithm == HashAlgorithm.MD5 ? FOR_MD5 : FOR_SHA_1];
    Arrays.fill(pad, (byte) character);
    return pad;
  }
}
