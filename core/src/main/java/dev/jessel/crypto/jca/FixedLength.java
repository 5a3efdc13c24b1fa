// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.math.BigInteger;

/** Non-negative integers in as many bytes as a format wants. */
final class FixedLength {
  private FixedLength() {}

  /** Big-endian, padded with zeros on the left. */
  static byte[] bigEndian(BigInteger value, int length) {
    byte[] out = new byte[length];
    putBigEndian(value, out, 0, length);
    return out;
  }

  /** As {@link #bigEndian}, into {@code length} zero bytes of {@code out}. */
  static void putBigEndian(BigInteger value, byte[] out, int offset, int length) {
    byte[] magnitude = value.toByteArray();
    int sign = magnitude.length > 1 && magnitude[0] == 0 ? 1 : 0;
    int size = magnitude.length - sign;
    if (value.signum() < 0 || size > length) {
      throw new ArithmeticException("the value does not fit into " + length + " bytes");
    }
    System.arraycopy(magnitude, sign, out, offset + length - size, size);
  }
}
