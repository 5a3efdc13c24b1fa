// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;

/** The MAC of the records of one direction up to TLS 1.2. */
final class RecordMac {
  /** A hash ends its input with one byte and a length, which takes up an eighth of a block. */
  private static final int LENGTH_PART = 8;

  private static final byte[] NOTHING_IN_PARTICULAR = new byte[1024];

  private final Hmac hmac;
  private final Hash idle;
  private final int blockLength;
  private final AuthenticatedHeader header;

  /**
   * Makes a MAC with HMAC.
   *
   * @param key lives on
   * @param version that of the records
   */
  RecordMac(CryptoProvider crypto, HashAlgorithm hash, Secret key, int version) {
    this.hmac = crypto.hmac(hash, key);
    this.idle = crypto.hash(hash);
    this.blockLength = hash.blockLength();
    this.header = new AuthenticatedHeader(version);
  }

  /** Size in bytes. */
  int length() {
    return hmac.length();
  }

  /** RFC 5246 6.2.3.1: MAC(MAC_write_key, seq_num + type + version + length + fragment). */
  void compute(
      long sequence, int type, byte[] in, int offset, int length, byte[] out, int outOffset) {
    hmac.update(header.of(sequence, type, length), 0, AuthenticatedHeader.LENGTH);
    hmac.update(in, offset, length);
    hmac.finish(out, outOffset);
  }

  /**
   * As {@link #compute}, where nobody may learn the length from the time it takes: the hash takes
   * in as many blocks as it would for {@code maxLength} bytes.
   *
   * <p>This is what can be done above JCA. The compression function runs equally often whatever the
   * length; copying less than a block to its place does not take the same time to the last cycle.
   */
  void computeHidingLength(
      long sequence, int type, byte[] in, int offset, int length, int maxLength, byte[] out) {
    compute(sequence, type, in, offset, length, out, 0);
    // One block more, so that there is always something to do.
    int missing = 1 + blocks(maxLength) - blocks(length);
    idle.update(NOTHING_IN_PARTICULAR, 0, missing * blockLength);
  }

  /** Blocks that the inner hash takes in for a content: header and padding count. */
  private int blocks(int length) {
    int padding = 1 + blockLength / LENGTH_PART;
    return (AuthenticatedHeader.LENGTH + length + padding + blockLength - 1) / blockLength;
  }
}
