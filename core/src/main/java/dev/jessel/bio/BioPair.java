// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;

/**
 * Two Bios back to back in memory: what is written to one half is read from the other. Answers to
 * {@code BIO_new_bio_pair}. Each direction has a buffer of fixed size, so a half blocks (with a
 * retry) when the other one does not read.
 *
 * <p>Each half may be used by another thread.
 */
public final class BioPair {
  /**
   * Room in each direction unless said otherwise, in bytes: one full TLS record and a little more.
   */
  public static final int DEFAULT_CAPACITY = 17 * 1024;

  private final Half left;
  private final Half right;

  private BioPair(Pipe rightward, Pipe leftward) {
    this.left = new Half(leftward, rightward);
    this.right = new Half(rightward, leftward);
  }

  /** A pair with {@link #DEFAULT_CAPACITY} in each direction. */
  public static BioPair create() {
    return create(DEFAULT_CAPACITY, DEFAULT_CAPACITY);
  }

  /**
   * A pair with buffers of its own size; a half's capacity is that of what it writes.
   *
   * @param leftCapacity bytes that {@link #left} can write before the other half must read
   * @param rightCapacity bytes that {@link #right} can write before the other half must read
   * @throws IllegalArgumentException if a capacity is not positive
   */
  public static BioPair create(int leftCapacity, int rightCapacity) {
    if (leftCapacity <= 0 || rightCapacity <= 0) {
      throw new IllegalArgumentException("capacities: " + leftCapacity + ", " + rightCapacity);
    }
    return new BioPair(new Pipe(leftCapacity), new Pipe(rightCapacity));
  }

  /** One half. */
  public Half left() {
    return left;
  }

  /** The other half. */
  public Half right() {
    return right;
  }

  /**
   * One of two connected Bios. Closing it breaks the pair: what the other half has not read is
   * lost, and its reads and writes fail. To end one direction in good order use {@link
   * #shutdownWrite}.
   */
  public static final class Half extends Bio {
    private final Pipe incoming;
    private final Pipe outgoing;

    private Half(Pipe incoming, Pipe outgoing) {
      this.incoming = incoming;
      this.outgoing = outgoing;
    }

    @Override
    protected int doRead(byte[] b, int off, int len) throws IOException {
      int n = incoming.read(b, off, len);
      return n == Pipe.WOULD_BLOCK ? retryRead() : n;
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) throws IOException {
      int n = outgoing.write(b, off, len);
      return n == Pipe.WOULD_BLOCK ? retryWrite() : n;
    }

    /**
     * Ends this half's writing ({@code BIO_shutdown_wr}): the other half reads what is there and
     * then the end of the stream. The opposite direction goes on.
     */
    public void shutdownWrite() {
      outgoing.endWriting();
    }

    /**
     * Bytes that the next write will surely take ({@code BIO_ctrl_get_write_guarantee}); 0 after
     * {@link #shutdownWrite} and in a broken pair.
     */
    public int writeGuarantee() {
      return outgoing.room();
    }

    /**
     * Bytes that the other half wanted when its last read found nothing ({@code
     * BIO_ctrl_get_read_request}), at most this half's capacity; 0 once this half has written.
     */
    public int readRequest() {
      return outgoing.readRequest();
    }

    /** Makes {@link #readRequest} 0 ({@code BIO_ctrl_reset_read_request}). */
    public void resetReadRequest() {
      outgoing.forgetReadRequest();
    }

    /**
     * True when all was read and the other half has shut down its writing, or the pair is broken.
     */
    @Override
    public boolean eof() {
      return incoming.ended();
    }

    /** Bytes that wait here to be read. */
    @Override
    public long pending() {
      return incoming.size();
    }

    /** Bytes written by this half that the other one has not read. */
    @Override
    public long writePending() {
      return outgoing.size();
    }

    /** Drops what this half has written and the other one has not read. Always true. */
    @Override
    public boolean reset() {
      outgoing.reset();
      return true;
    }

    @Override
    protected void doClose() {
      outgoing.breakUp();
      incoming.breakUp();
    }
  }
}
