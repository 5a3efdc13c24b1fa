// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.SideKeys;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** RFC 5246 6.2.3.2: the body of a GenericBlockCipher record, an IV and what is encrypted. */
final class CbcBody {
  private final CryptoProvider crypto;
  private final CbcCipher cipher;
  private final byte[] iv;

  /** Bodies of one direction, with random IVs. The keys live on. */
  CbcBody(CryptoProvider crypto, SuiteParameters suite, SideKeys keys) {
    this.crypto = crypto;
    this.cipher = crypto.cbc(suite.cipher(), keys.key());
    this.iv = new byte[cipher.blockLength()];
  }

  /** Size of a block and of the IV, in bytes. */
  int blockLength() {
    return iv.length;
  }

  /** Whether a body may have this many bytes: an IV, and whole blocks with {@code least} bytes. */
  boolean isWhole(int length, int least) {
    return length % iv.length == 0 && length - iv.length >= least;
  }

  /**
   * Appends the least padding that there can be to {@code used} bytes of a tail.
   *
   * @param contentLength how long what stands before the tail is
   * @return length of the tail with its padding
   */
  int pad(int contentLength, byte[] tail, int used) {
    // RFC 5246 6.2.3.2: padding_length, and each byte of the padding, is one less than their number
    int count = iv.length - (contentLength + used) % iv.length;
    Arrays.fill(tail, used, used + count, (byte) (count - 1));
    return used + count;
  }

  /** Writes IV and content and tail encrypted; returns how many bytes that makes. */
  int seal(
      byte[] in, int offset, int length, byte[] tail, int tailLength, byte[] out, int outOffset) {
    crypto.randomBytes(iv);
    System.arraycopy(iv, 0, out, outOffset, iv.length);
    try {
      cipher.encrypt(iv, in, offset, length, tail, tailLength, out, outOffset + iv.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to seal a record", e);
    }
    return iv.length + length + tailLength;
  }

  /** Decrypts a body that is whole; returns how many bytes it held. */
  int open(byte[] in, int offset, int length, byte[] out, int outOffset) {
    int encrypted = length - iv.length;
    try {
      cipher.decrypt(in, offset, in, offset + iv.length, encrypted, out, outOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to open whole blocks", e);
    }
    return encrypted;
  }
}
