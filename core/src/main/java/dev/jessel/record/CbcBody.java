// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.SideKeys;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** RFC 5246 6.2.3.2: the body of a GenericBlockCipher record, an IV and what is encrypted. */
public final class CbcBody {
  private final CryptoProvider crypto;
  private final CbcCipher cipher;
  private final byte[] iv;
  private final boolean chained;

  private CbcBody(CryptoProvider crypto, CbcCipher cipher, byte[] iv, boolean chained) {
    this.crypto = crypto;
    this.cipher = cipher;
    this.iv = iv;
    this.chained = chained;
  }

  /** Bodies of one direction, each with a random IV in front. */
  public static CbcBody explicit(CryptoProvider crypto, CbcCipher cipher) {
    return new CbcBody(crypto, cipher, new byte[cipher.blockLength()], false);
  }

  /** Bodies of one direction, each with the last block of the one before for its IV. */
  public static CbcBody chained(CryptoProvider crypto, CbcCipher cipher, Bytes firstIv) {
    if (firstIv.length() != cipher.blockLength()) {
      throw new IllegalArgumentException("an IV of " + firstIv.length() + " bytes");
    }
    return new CbcBody(crypto, cipher, firstIv.toArray(), true);
  }

  /** Bodies of one direction, with random IVs. The keys live on. */
  static CbcBody explicit(CryptoProvider crypto, SuiteParameters suite, SideKeys keys) {
    return explicit(crypto, crypto.cbc(suite.cipher(), keys.key()));
  }

  /** Size of a block and of the IV, in bytes. */
  int blockLength() {
    return iv.length;
  }

  private int ivInRecord() {
    return chained ? 0 : iv.length;
  }

  /** Whether a body may have this many bytes: an IV, and whole blocks with {@code least} bytes. */
  boolean isWhole(int length, int least) {
    return length % iv.length == 0 && length - ivInRecord() >= least;
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
    int start = outOffset + ivInRecord();
    if (!chained) {
      crypto.randomBytes(iv);
      System.arraycopy(iv, 0, out, outOffset, iv.length);
    }
    try {
      cipher.encrypt(iv, in, offset, length, tail, tailLength, out, start);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to seal a record", e);
    }
    int end = start + length + tailLength;
    chain(out, end);
    return end - outOffset;
  }

  /** Decrypts a body that is whole; returns how many bytes it held. */
  int open(byte[] in, int offset, int length, byte[] out, int outOffset) {
    int start = offset + ivInRecord();
    int encrypted = length - ivInRecord();
    try {
      cipher.decrypt(chained ? iv : in, chained ? 0 : offset, in, start, encrypted, out, outOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the cipher refused to open whole blocks", e);
    }
    chain(in, start + encrypted);
    return encrypted;
  }

  // RFC 2246 6.2.3.2: the IV of a record is the last ciphertext block of the one before
  private void chain(byte[] record, int end) {
    if (chained) {
      System.arraycopy(record, end - iv.length, iv, 0, iv.length);
    }
  }
}
