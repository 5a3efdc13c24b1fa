// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import java.nio.charset.StandardCharsets;

/**
 * The struct of that name, written each time over the one before, and with room behind it: a key
 * schedule has some fifteen of them.
 */
final class HkdfLabel {
  private static final byte[] PREFIX = "tls13 ".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_LABEL = 255;
  private static final int MAX_CONTEXT = 255;
  private static final int MAX_ASCII = 0x7F;

  /** Any label of TLS itself fits, with a hash behind it. */
  private static final int USUAL = 96;

  private byte[] bytes = new byte[USUAL];
  private int length;

  /** The struct, and behind it at least one byte that anybody may change. */
  byte[] bytes() {
    return bytes;
  }

  /** Size of the struct in bytes. */
  int length() {
    return length;
  }

  /**
   * Writes another one.
   *
   * @param label without the prefix; ASCII
   * @param outputLength what HKDF is to give, in bytes
   */
  void write(String label, byte[] context, int outputLength) {
    int nameLength = PREFIX.length + label.length();
    if (nameLength > MAX_LABEL || context.length > MAX_CONTEXT) {
      throw new IllegalArgumentException("label or context too long for HkdfLabel");
    }
    // RFC 9846 7.1: struct { uint16 length; opaque label<7..255>; opaque context<0..255>; }
    length = 2 + 1 + nameLength + 1 + context.length;
    if (bytes.length <= length) {
      bytes = new byte[length + 1];
    }
    bytes[0] = (byte) (outputLength >> 8);
    bytes[1] = (byte) outputLength;
    bytes[2] = (byte) nameLength;
    System.arraycopy(PREFIX, 0, bytes, 3, PREFIX.length);
    for (int i = 0; i < label.length(); i++) {
      bytes[3 + PREFIX.length + i] = ascii(label.charAt(i));
    }
    bytes[3 + nameLength] = (byte) context.length;
    System.arraycopy(context, 0, bytes, 4 + nameLength, context.length);
  }

  private static byte ascii(char letter) {
    if (letter > MAX_ASCII) {
      throw new IllegalArgumentException("a label that is not ASCII");
    }
    return (byte) letter;
  }
}
