// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;

/**
 * A filter that gathers small writes and reads ahead, for a Bio behind it on which each call is
 * dear. Answers to {@code BIO_f_buffer}.
 *
 * <p>A write succeeds when the bytes are in the buffer; they leave when it is full, or with {@link
 * #flush}, which goes on until nothing is left or gives a retry. A write that is blocked after some
 * bytes returns their count, and the retry shows in the next call. {@link #close} drops what was
 * not flushed.
 *
 * <p>A read asks the Bio behind at most once, and only when nothing is buffered. ({@code
 * BIO_f_buffer} goes on asking until the caller's array is full, which on a blocking transport
 * waits for bytes that nobody needs.) What was read ahead cannot be handed back to the transport.
 */
public final class BufferedBio extends FilterBio {
  /** Bytes in each direction unless said otherwise. */
  public static final int DEFAULT_CAPACITY = 4096;

  private final ByteQueue incoming = new ByteQueue();
  private final ByteQueue outgoing = new ByteQueue();
  private final int readCapacity;
  private final int writeCapacity;

  /**
   * A filter with {@link #DEFAULT_CAPACITY} in each direction; the Bio behind comes with {@link
   * #push}.
   */
  public BufferedBio() {
    this(DEFAULT_CAPACITY, DEFAULT_CAPACITY);
  }

  /** A filter with {@link #DEFAULT_CAPACITY} in each direction in front of {@code next}. */
  public BufferedBio(Bio next) {
    super(next);
    this.readCapacity = DEFAULT_CAPACITY;
    this.writeCapacity = DEFAULT_CAPACITY;
  }

  /**
   * A filter with capacities of its own, in bytes ({@code BIO_set_read_buffer_size}, {@code
   * BIO_set_write_buffer_size}).
   *
   * @throws IllegalArgumentException if a capacity is not positive
   */
  public BufferedBio(int readCapacity, int writeCapacity) {
    if (readCapacity <= 0 || writeCapacity <= 0) {
      throw new IllegalArgumentException("capacities: " + readCapacity + ", " + writeCapacity);
    }
    this.readCapacity = readCapacity;
    this.writeCapacity = writeCapacity;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    if (incoming.isEmpty()) {
      if (len >= readCapacity) {
        return readNext(b, off, len);
      }
      int n = fill();
      if (n <= 0) {
        return n;
      }
    }
    return incoming.take(b, off, len);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    int taken = 0;
    while (taken < len) {
      int n = takeSome(b, off + taken, len - taken);
      if (n <= 0) {
        return taken > 0 ? taken : n;
      }
      taken += n;
    }
    return taken;
  }

  @Override
  protected boolean doFlush() throws IOException {
    return drain() && flushNext();
  }

  /** False while read-ahead bytes are left. */
  @Override
  public boolean eof() {
    return incoming.isEmpty() && super.eof();
  }

  /** Bytes read ahead; if there are none, what the Bio behind has. */
  @Override
  public long pending() {
    return incoming.isEmpty() ? super.pending() : incoming.size();
  }

  /** Bytes not flushed yet; if there are none, what the Bio behind holds back. */
  @Override
  public long writePending() {
    return outgoing.isEmpty() ? super.writePending() : outgoing.size();
  }

  /** Drops both buffers, then resets the Bio behind. */
  @Override
  public boolean reset() {
    incoming.clear();
    outgoing.clear();
    return super.reset();
  }

  private int fill() throws IOException {
    int at = incoming.reserve(readCapacity);
    int n = readNext(incoming.array(), at, readCapacity);
    incoming.filled(Math.max(n, 0));
    return n;
  }

  /** Into the buffer what fits; else, once that is empty, straight on. */
  private int takeSome(byte[] b, int off, int len) throws IOException {
    if (outgoing.size() == writeCapacity && !drain()) {
      return -1;
    }
    if (outgoing.isEmpty() && len >= writeCapacity) {
      return writeNext(b, off, len);
    }
    int n = Math.min(len, writeCapacity - outgoing.size());
    outgoing.add(b, off, n);
    return n;
  }

  private boolean drain() throws IOException {
    while (!outgoing.isEmpty()) {
      int n = writeNext(outgoing.array(), outgoing.head(), outgoing.size());
      if (n <= 0) {
        return false;
      }
      outgoing.skip(n);
    }
    return true;
  }
}
