// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Block type 2 of PKCS #1 (RFC 8017 7.2.1): 00 02, padding without zeros, 00, the secret. What is
 * wrong with one decides nothing but which bytes come out: there is no branch on it.
 *
 * @param length bytes of the modulus
 */
record EncryptionBlock(int length) {
  private static final int TYPE = 2;
  private static final int MIN_PADDING = 8;

  // RFC 5246 E.3: the last 8 bytes of the padding of a client that knows TLS are 0x03
  private static final int MARK = 3;
  private static final int MARK_LENGTH = 8;

  /**
   * Pads a secret.
   *
   * @param marked whether the client could speak a newer version
   * @throws TlsException if the modulus is too small for it
   */
  byte[] pad(byte[] secret, SecureRandom random, boolean marked) throws TlsException {
    int start = length - secret.length;
    if (start < 3 + MIN_PADDING) {
      throw new TlsException(SslReason.EE_KEY_TOO_SMALL, "the secret does not fit");
    }
    byte[] block = new byte[length];
    block[1] = TYPE;
    for (int i = 2; i < start - 1; i++) {
      block[i] = (byte) (1 + random.nextInt(0xFF));
    }
    if (marked) {
      Arrays.fill(block, start - 1 - MARK_LENGTH, start - 1, (byte) MARK);
    }
    System.arraycopy(secret, 0, block, start, secret.length);
    return block;
  }

  /**
   * The secret in a block.
   *
   * @param raw what decryption gave, with its leading zeros or without; of no bytes if it gave
   *     nothing; wiped
   * @param otherwise what comes out if anything is wrong; at least as long as the secret; wiped
   * @param secretLength bytes of the secret
   * @param refusesMark whether a client that could do better is refused, as if all were wrong
   */
  Secret unpad(byte[] raw, byte[] otherwise, int secretLength, boolean refusesMark) {
    int start = length - secretLength;
    byte[] block = new byte[length];
    // The sizes are known to all.
    boolean sized = raw.length > 0 && raw.length <= length && start >= 3 + MIN_PADDING;
    int wrong = sized ? 0 : 1;
    if (sized) {
      System.arraycopy(raw, 0, block, length - raw.length, raw.length);
      wrong = wrongAt(block, start) | (refusesMark ? isMarked(block, start) : 0);
    }
    byte[] chosen = new byte[secretLength];
    int keep = isZero(wrong);
    for (int i = 0; i < secretLength; i++) {
      int inside = sized ? block[start + i] : 0;
      chosen[i] = (byte) (inside & keep | otherwise[i] & ~keep);
    }
    Arrays.fill(block, (byte) 0);
    Arrays.fill(raw, (byte) 0);
    Arrays.fill(otherwise, (byte) 0);
    return Secret.take(chosen);
  }

  private static int wrongAt(byte[] block, int start) {
    int wrong = block[0] | block[1] ^ TYPE | block[start - 1];
    for (int i = 2; i < start - 1; i++) {
      wrong |= isZero(block[i]);
    }
    return wrong;
  }

  private static int isMarked(byte[] block, int start) {
    int different = 0;
    for (int i = start - 1 - MARK_LENGTH; i < start - 1; i++) {
      different |= block[i] ^ MARK;
    }
    return isZero(different);
  }

  /** All ones for 0, else 0. */
  private static int isZero(int value) {
    return ~((value | -value) >> 31);
  }
}
