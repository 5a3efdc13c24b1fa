// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import java.security.GeneralSecurityException;

/**
 * A block cipher in CBC under one key, for one direction: it encrypts records or it decrypts them.
 * Padding is the caller's. Not thread-safe.
 */
public interface CbcCipher {
  /** Size of a block and of an IV, in bytes. */
  int blockLength();

  /**
   * Encrypts {@code in} followed by {@code tail}: the tail is MAC and padding, so that nobody needs
   * to copy the content in order to append them.
   *
   * @param iv as long as a block; the array is not kept
   * @param inLength together with {@code tailLength} a multiple of the block's size
   * @param out has room for both; overlaps neither
   * @throws GeneralSecurityException if the provider fails
   */
  void encrypt(
      byte[] iv,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] tail,
      int tailLength,
      byte[] out,
      int outOffset)
      throws GeneralSecurityException;

  /**
   * Decrypts.
   *
   * @param iv holds the IV, as long as a block, at {@code ivOffset}; the array is not kept
   * @param length a multiple of the block's size
   * @param out has room for {@code length} bytes; does not overlap with {@code in}
   * @throws GeneralSecurityException if the provider fails
   */
  void decrypt(
      byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException;
}
