// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/** The padding at the end of decrypted blocks, looked at without a branch on what it says. */
final class CbcPadding {
  private static final int MAX = 256;

  private CbcPadding() {}

  /**
   * Checks the padding.
   *
   * @param least how many bytes stand before it at the least
   * @param length of what was decrypted, more than {@code least}
   * @return how many bytes it has with its length byte, 1 to 256; 0 if it is not sound
   */
  static int length(byte[] decrypted, int offset, int length, int least) {
    int end = offset + length - 1;
    int padding = decrypted[end] & 0xFF;
    int sound = Mask.atMost(padding + 1 + least, length);
    int differences = 0;
    for (int i = 0; i < Math.min(MAX, length); i++) {
      differences |= Mask.atMost(i, padding) & (decrypted[end - i] ^ padding) & 0xFF;
    }
    return sound & Mask.isZero(differences) & padding + 1;
  }
}
