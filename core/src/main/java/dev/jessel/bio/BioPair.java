// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Two Bios back to back in memory: what is written to one half is read from the other. Answers to
 * {@code BIO_s_bio} and {@code BIO_new_bio_pair}. Each direction has a buffer of fixed size, so a
 * half blocks (with a retry) when the other one does not read.
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

  private BioPair(Half left, Half right) {
    this.left = left;
    this.right = right;
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
    Half left = new Half(leftCapacity);
    Half right = new Half(rightCapacity);
    left.join(right);
    return new BioPair(left, right);
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
  public static final class Half extends Bio implements InPlace {
    private static final Pipe BROKEN = brokenPipe();

    private volatile int capacity;
    private volatile Pipe incoming = BROKEN;
    private volatile Pipe outgoing = BROKEN;

    /** Of the loans under way, which outlive the pair. */
    private Pipe showsBytes = BROKEN;

    private Pipe showsRoom = BROKEN;

    /**
     * A half that waits to be {@linkplain #join joined}; until then its reads and writes fail.
     *
     * @param capacity bytes that it can write before the other half must read
     * @throws IllegalArgumentException if that is not positive
     */
    public Half(int capacity) {
      capacity(capacity);
    }

    /** True while there is another half. */
    public boolean isJoined() {
      return !outgoing.isBroken();
    }

    /**
     * Makes a pair of two halves ({@code BIO_make_bio_pair}).
     *
     * @throws IllegalStateException if one of them is joined already, or both are the same
     */
    public void join(Half other) {
      if (other == this || isJoined() || other.isJoined()) {
        throw new IllegalStateException("a half is joined already");
      }
      Pipe there = new Pipe(capacity);
      Pipe back = new Pipe(other.capacity);
      outgoing = there;
      incoming = back;
      other.outgoing = back;
      other.incoming = there;
    }

    /**
     * Breaks the pair ({@code BIO_destroy_bio_pair}): what was not read is lost, and both halves
     * can be joined again.
     */
    public void part() {
      outgoing.breakUp();
      incoming.breakUp();
    }

    /** Bytes that this half can write before the other one must read. */
    public int capacity() {
      return capacity;
    }

    /**
     * Sets the capacity of a half that is not joined ({@code BIO_set_write_buf_size}).
     *
     * @throws IllegalArgumentException if it is not positive
     * @throws IllegalStateException if the half is joined
     */
    public void capacity(int bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("capacity: " + bytes);
      }
      if (isJoined()) {
        throw new IllegalStateException("the half is joined already");
      }
      capacity = bytes;
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
      return outgoing.free();
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
     * The bytes that can be read in one piece, where they are ({@code BIO_nread0}); none when there
     * are none, or the pair is broken. They are good until this half reads or {@link #skip}s, and
     * can be fewer than {@link #pending}: skip them and ask again.
     */
    public ByteBuffer readable() {
      showsBytes = incoming;
      return showsBytes.readable();
    }

    /** Takes bytes that were read in place, at most as many as are there ({@code BIO_nread}). */
    @Override
    public void skip(int n) {
      readInPlace((showsBytes == BROKEN ? incoming : showsBytes).skip(n));
    }

    @Override
    public int lend() {
      showsBytes = incoming;
      return showsBytes.lend();
    }

    @Override
    public byte[] lentArray() {
      return showsBytes.lent();
    }

    @Override
    public int lentStart() {
      return showsBytes.lentStart();
    }

    /**
     * Where bytes can be written in one piece ({@code BIO_nwrite0}); no room when the pair is full,
     * broken, or shut down. They count once they are {@linkplain #commit committed}.
     */
    public ByteBuffer writable() {
      showsRoom = outgoing;
      return showsRoom.free() == 0 ? ByteBuffer.allocate(0) : showsRoom.writable();
    }

    /**
     * Hands over bytes that were written in place ({@code BIO_nwrite}).
     *
     * @param n how many; no more than {@link #writable} had room for
     * @throws IndexOutOfBoundsException when there was no such room; nothing is handed over then
     */
    @Override
    public void commit(int n) {
      int committed = (showsRoom == BROKEN ? outgoing : showsRoom).commit(n);
      if (committed == Pipe.NO_ROOM) {
        throw new IndexOutOfBoundsException("no room for " + n + " bytes was given out");
      }
      writtenInPlace(committed);
    }

    @Override
    public int lendRoom(int least) {
      showsRoom = outgoing;
      return showsRoom.lendRoom(least);
    }

    @Override
    public byte[] roomArray() {
      return showsRoom.room();
    }

    @Override
    public int roomStart() {
      return showsRoom.roomStart();
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
      part();
    }

    private static Pipe brokenPipe() {
      Pipe pipe = new Pipe(1);
      pipe.breakUp();
      return pipe;
    }
  }
}
