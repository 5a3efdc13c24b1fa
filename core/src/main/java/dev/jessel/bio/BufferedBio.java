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
public final class BufferedBio extends FilterBio implements LineSource {
  /** Bytes in each direction unless said otherwise. */
  public static final int DEFAULT_CAPACITY = 4096;

  private final ByteQueue incoming = new ByteQueue();
  private final ByteQueue outgoing = new ByteQueue();
  private int readCapacity = DEFAULT_CAPACITY;
  private int writeCapacity = DEFAULT_CAPACITY;

  /**
   * A filter with {@link #DEFAULT_CAPACITY} in each direction; the Bio behind comes with {@link
   * #push}.
   */
  public BufferedBio() {}

  /** A filter with {@link #DEFAULT_CAPACITY} in each direction in front of {@code next}. */
  public BufferedBio(Bio next) {
    super(next);
  }

  /**
   * A filter with capacities of its own, in bytes ({@code BIO_set_read_buffer_size}, {@code
   * BIO_set_write_buffer_size}).
   *
   * @throws IllegalArgumentException if a capacity is not positive
   */
  public BufferedBio(int readCapacity, int writeCapacity) {
    this.readCapacity = positive(readCapacity);
    this.writeCapacity = positive(writeCapacity);
  }

  /**
   * Sets how many bytes are read ahead; what is buffered stays.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public void readCapacity(int bytes) {
    readCapacity = positive(bytes);
  }

  /**
   * Sets how many bytes are gathered; what is buffered stays.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public void writeCapacity(int bytes) {
    writeCapacity = positive(bytes);
  }

  /** Bytes that are read ahead at the most. */
  public int readCapacity() {
    return readCapacity;
  }

  /** Bytes that are gathered at the most. */
  public int writeCapacity() {
    return writeCapacity;
  }

  /**
   * Puts bytes where those stand that were read ahead, in place of them ({@code
   * BIO_set_buffer_read_data}): they are read next.
   */
  public void readAhead(byte[] b, int off, int len) {
    incoming.clear();
    try {
      incoming.add(b, off, len);
    } catch (IOException e) {
      throw new IllegalStateException("content that is an array fits into one", e);
    }
  }

  /** How many lines end within what was read ahead ({@code BIO_get_buffer_num_lines}). */
  public int bufferedLines() {
    return incoming.count((byte) '\n');
  }

  /**
   * Copies bytes that were read ahead; they stay ({@code BIO_buffer_peek}). When there are none,
   * the Bio behind is read once.
   *
   * @return the number of bytes; 0 when there are none
   */
  public int peek(byte[] b, int off, int len) {
    if (incoming.isEmpty()) {
      retry(0, RetryFlags.REASON_NONE);
      ahead();
    }
    return incoming.copy(b, off, len);
  }

  /**
   * Reads through the next newline ({@code BIO_gets}), as far as bytes come.
   *
   * @return the number of bytes read; 0 at the end of the stream; -1 if {@link #shouldRetry} says
   *     so, or else the read failed
   */
  @Override
  public int readLine(byte[] b, int off, int len) {
    int taken = 0;
    while (taken < len) {
      int line = Math.min(len - taken, incoming.lengthThrough((byte) '\n'));
      int n = read(b, off + taken, Math.max(line, 1));
      if (n <= 0) {
        return taken > 0 ? taken : n;
      }
      taken += n;
      if (b[off + taken - 1] == '\n') {
        return taken;
      }
    }
    return taken;
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

  private void ahead() {
    try {
      fill();
    } catch (IOException e) {
      // The read that follows meets it again and reports it.
      incoming.clear();
    }
  }

  private int fill() throws IOException {
    int at = incoming.reserve(readCapacity);
    int n = 0;
    try {
      n = readNext(incoming.array(), at, readCapacity);
    } finally {
      incoming.filled(Math.max(n, 0));
    }
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

  private static int positive(int capacity) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("capacity: " + capacity);
    }
    return capacity;
  }
}
