// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import java.security.GeneralSecurityException;

/**
 * An AEAD under one key, for one direction: it seals records or it opens them. Not thread-safe.
 *
 * <p>Input and output must not overlap. The caller sees to it that no nonce is used twice for
 * sealing; opening with the same nonce again is allowed.
 */
public interface Aead {
  /** How many bytes longer the sealed text is than the plain one. */
  int tagLength();

  /**
   * Seals {@code in} followed by {@code tail}: the tail is what TLS 1.3 appends to the content, its
   * type byte and padding, so that nobody needs to copy the content in order to append it.
   *
   * @param nonce 12 bytes; the array is not kept
   * @param out has room for {@code inLength + tailLength + tagLength()} bytes
   * @return the number of bytes written, which is that sum
   * @throws GeneralSecurityException if the provider fails or finds that the nonce was used before
   */
  int seal(
      byte[] nonce,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] tail,
      int tailOffset,
      int tailLength,
      byte[] out,
      int outOffset)
      throws GeneralSecurityException;

  /**
   * Opens {@code in}, which ends in the tag.
   *
   * @param nonce 12 bytes; the array is not kept
   * @param out has room for {@code inLength - tagLength()} bytes; holds nothing of the text if this
   *     throws
   * @return the number of bytes of plain text
   * @throws javax.crypto.AEADBadTagException if the text is not what was sealed, or is shorter than
   *     a tag
   * @throws GeneralSecurityException if the provider fails
   */
  int open(
      byte[] nonce,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] out,
      int outOffset)
      throws GeneralSecurityException;
}
