// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

/** The Internet checksum (RFC 1071): the complement of the ones' complement sum of 16-bit words. */
final class Checksum {
  private static final int WORD = 16;
  private static final int MASK = 0xFFFF;

  private long sum;

  /** Adds bytes; an odd one at the end is padded with a zero. */
  Checksum add(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i + 1 < end; i += 2) {
      sum += (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
    }
    if (length % 2 != 0) {
      sum += (bytes[end - 1] & 0xFF) << 8;
    }
    return this;
  }

  Checksum add(int word) {
    sum += word;
    return this;
  }

  short value() {
    long folded = sum;
    while (folded > MASK) {
      folded = (folded & MASK) + (folded >>> WORD);
    }
    return (short) ~folded;
  }
}
