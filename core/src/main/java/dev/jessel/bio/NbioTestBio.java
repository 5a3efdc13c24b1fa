// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A filter for tests that makes a transport as fickle as it may be: at random, each read and write
 * passes on 1 to 7 bytes, or none and gives a retry. Answers to {@code BIO_f_nbio_test}.
 *
 * <p>A write that the Bio behind blocks is tried again with the same number of bytes. The same seed
 * gives the same run. For one thread.
 */
public final class NbioTestBio extends FilterBio implements LineSource {
  private static final int PIECES = 8;

  private final long seed;
  private final SplittableRandom random;
  private int blockedWrite;

  /** A filter that gets the Bio behind it later, with {@link #push}; the seed is random. */
  public NbioTestBio() {
    this(new SplittableRandom().nextLong());
  }

  /** A filter that gets the Bio behind it later, with {@link #push}. */
  public NbioTestBio(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** A filter in front of {@code next}. */
  public NbioTestBio(Bio next, long seed) {
    super(next);
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** What to give to the constructor for the same run again. */
  public long seed() {
    return seed;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    int piece = random.nextInt(PIECES);
    return piece == 0 ? retryRead() : readNext(b, off, Math.min(len, piece));
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    int piece = blockedWrite > 0 ? blockedWrite : random.nextInt(PIECES);
    blockedWrite = 0;
    if (piece == 0) {
      return retryWrite();
    }
    int n = writeNext(b, off, Math.min(len, piece));
    if (n < 0) {
      blockedWrite = Math.min(len, piece);
    }
    return n;
  }

  /** Passed on to the Bio behind this one as it is; 0 if that has no lines. */
  @Override
  public int readLine(byte[] b, int off, int len) {
    return next() instanceof LineSource lines ? lines.readLine(b, off, len) : 0;
  }
}
