// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/** The padding at the end of decrypted blocks, looked at without a branch on what it says. */
public enum CbcPadding {
  /** RFC 5246 6.2.3.2: each byte says how many there are. */
  TLS {
    @Override
    int sound(byte[] decrypted, int end, int length, int blockLength) {
      int padding = decrypted[end] & 0xFF;
      int differences = 0;
      for (int i = 0; i < Math.min(MAX, length); i++) {
        differences |= Mask.atMost(i, padding) & (decrypted[end - i] ^ padding) & 0xFF;
      }
      return Mask.isZero(differences);
    }
  },
  /** RFC 6101 5.2.3.2: less than a block, and nobody knows what is in it: POODLE lives here. */
  SSL_3 {
    @Override
    int sound(byte[] decrypted, int end, int length, int blockLength) {
      return Mask.atMost((decrypted[end] & 0xFF) + 1, blockLength);
    }
  };

  private static final int MAX = 256;

  /**
   * Checks the padding.
   *
   * @param least how many bytes stand before it at the least
   * @param length of what was decrypted, more than {@code least}
   * @return how many bytes it has with its length byte, 1 to 256; 0 if it is not sound
   */
  int length(byte[] decrypted, int offset, int length, int least, int blockLength) {
    int end = offset + length - 1;
    int count = (decrypted[end] & 0xFF) + 1;
    return Mask.atMost(count + least, length) & sound(decrypted, end, length, blockLength) & count;
  }

  /** All ones if the bytes are as they have to be, else 0. */
  abstract int sound(byte[] decrypted, int end, int length, int blockLength);
}
