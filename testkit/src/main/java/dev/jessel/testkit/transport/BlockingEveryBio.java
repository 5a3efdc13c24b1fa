// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.transport;

import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import java.io.IOException;

/**
 * Lets a number of reads or writes succeed, then asks for one retry, and so on. With 0 it asks for
 * a retry for ever, until {@link #allow} says otherwise. The two directions count apart; only
 * operations that moved bytes are counted.
 */
public final class BlockingEveryBio extends FilterBio {
  private static final int NEVER = Integer.MAX_VALUE;

  private final Turnstile reads;
  private final Turnstile writes;

  private BlockingEveryBio(Bio next, int reads, int writes) {
    super(next);
    this.reads = new Turnstile(reads);
    this.writes = new Turnstile(writes);
  }

  /** Blocks once after each {@code n} reads and once after each {@code n} writes. */
  public static BlockingEveryBio operations(int n, Bio next) {
    return new BlockingEveryBio(next, n, n);
  }

  /** Blocks once after each {@code n} reads; writes pass. */
  public static BlockingEveryBio reads(int n, Bio next) {
    return new BlockingEveryBio(next, n, NEVER);
  }

  /** Blocks once after each {@code n} writes; reads pass. */
  public static BlockingEveryBio writes(int n, Bio next) {
    return new BlockingEveryBio(next, NEVER, n);
  }

  /**
   * Lets {@code reads} reads and {@code writes} writes through from now, whatever was counted so
   * far.
   */
  public void allow(int reads, int writes) {
    this.reads.left = reads;
    this.writes.left = writes;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    return reads.blocks() ? retryRead() : reads.count(readNext(b, off, len));
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    return writes.blocks() ? retryWrite() : writes.count(writeNext(b, off, len));
  }

  private static final class Turnstile {
    private final int every;
    private int left;

    Turnstile(int every) {
      if (every < 0) {
        throw new IllegalArgumentException("operations between retries: " + every);
      }
      this.every = every;
      this.left = every;
    }

    boolean blocks() {
      if (left > 0) {
        return false;
      }
      left = every;
      return true;
    }

    int count(int moved) {
      if (moved > 0 && left != NEVER) {
        left--;
      }
      return moved;
    }
  }
}
