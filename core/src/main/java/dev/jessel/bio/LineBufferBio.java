// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;

/**
 * A filter that writes whole lines: bytes are held back until a newline comes, the buffer is full,
 * or {@link #flush} is called. Answers to {@code BIO_f_linebuffer}. Reads pass through.
 *
 * <p>A write succeeds when the bytes are in the buffer; when a line that it completes is blocked,
 * the bytes stay and leave with the next call.
 */
public final class LineBufferBio extends FilterBio implements LineSource {
  /** Bytes that are held back at the most, unless said otherwise. */
  public static final int DEFAULT_CAPACITY = 10 * 1024;

  private final ByteQueue held = new ByteQueue();
  private int capacity = DEFAULT_CAPACITY;

  /** A filter that gets the Bio behind it later, with {@link #push}. */
  public LineBufferBio() {}

  /** A filter in front of {@code next}. */
  public LineBufferBio(Bio next) {
    super(next);
  }

  /**
   * Sets how many bytes are held back at the most.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public void capacity(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("capacity: " + bytes);
    }
    capacity = bytes;
  }

  /** Bytes that are held back at the most. */
  public int capacity() {
    return capacity;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (held.size() >= capacity && !drain(held.size())) {
      return -1;
    }
    int room = capacity - held.size();
    int n = Math.min(len, room);
    held.add(b, off, n);
    int lines = held.lengthThroughLast((byte) '\n');
    if (lines > 0 || held.size() == capacity) {
      // A line that is blocked here is tried again by the next call.
      boolean ignored = drain(lines > 0 ? lines : held.size());
    }
    return n;
  }

  @Override
  protected boolean doFlush() throws IOException {
    return drain(held.size()) && flushNext();
  }

  /** Passed on to the Bio behind this one; 0 if that has no lines. */
  @Override
  public int readLine(byte[] b, int off, int len) {
    return next() instanceof LineSource lines ? lines.readLine(b, off, len) : 0;
  }

  /** Bytes held back; if there are none, what the Bio behind holds back. */
  @Override
  public long writePending() {
    return held.isEmpty() ? super.writePending() : held.size();
  }

  /** Drops what is held back, then resets the Bio behind. */
  @Override
  public boolean reset() {
    held.clear();
    return super.reset();
  }

  private boolean drain(int count) throws IOException {
    int left = count;
    while (left > 0) {
      int n = writeNext(held.array(), held.head(), left);
      if (n <= 0) {
        return false;
      }
      held.skip(n);
      left -= n;
    }
    return true;
  }
}
