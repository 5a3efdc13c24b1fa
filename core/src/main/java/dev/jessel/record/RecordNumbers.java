// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/**
 * The sequence numbers of one direction up to TLS 1.2, where nothing but a renegotiation gives new
 * keys, and what may still be sealed under the present ones.
 */
final class RecordNumbers {
  private final long sealLimit;
  private long sequence;
  private long sealedBytes;

  /**
   * Starts at 0.
   *
   * @param sealLimit records of full size that may be sealed; {@link Long#MAX_VALUE} when the
   *     numbers alone are the limit
   */
  RecordNumbers(long sealLimit) {
    this.sealLimit = sealLimit;
  }

  /**
   * Records that may still be sealed, whatever their size. The limits of a cipher are about blocks,
   * so a short record counts for less than a long one.
   */
  long sealsLeft() {
    long byNumber = Long.MAX_VALUE - sequence;
    long byCipher = sealLimit - sealedBytes / RecordLimits.MAX_PLAINTEXT;
    return Math.max(0, Math.min(byNumber, byCipher));
  }

  /**
   * The number of the next record to seal; a number is spent as soon as it is looked at.
   *
   * @throws IllegalStateException when none is left: better no record than two with one nonce
   */
  long nextForSealing(int length) {
    if (sealsLeft() == 0) {
      throw new IllegalStateException("the keys have sealed as many records as they may");
    }
    sealedBytes += length + RecordLimits.SEAL_COST_12;
    return sequence++;
  }

  /** The number of the next record to open. */
  long toOpen() {
    return sequence;
  }

  /** A record has been opened. */
  void opened() {
    sequence++;
  }
}
