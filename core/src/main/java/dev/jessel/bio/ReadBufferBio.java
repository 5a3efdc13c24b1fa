// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.util.Arrays;

/**
 * A filter that keeps everything that it reads, so that one can go back in a stream that cannot.
 * Answers to {@code BIO_f_readbuffer}. It cannot be written to, and grows with all that is read.
 *
 * <p>For one thread.
 */
public final class ReadBufferBio extends FilterBio implements LineSource {
  private static final int SMALLEST = 4096;

  private byte[] kept = {};
  private int size;
  private int position;

  /** A filter that gets the Bio behind it later, with {@link #push}. */
  public ReadBufferBio() {}

  /** A filter in front of {@code next}. */
  public ReadBufferBio(Bio next) {
    super(next);
  }

  /** Where the next byte is read, counted from the first that this filter has read. */
  public int position() {
    return position;
  }

  /**
   * Goes back to a byte, or forward within what was read ({@code BIO_seek}).
   *
   * @return false if that byte was not read yet
   */
  public boolean seek(int target) {
    if (target < 0 || target > size) {
      return false;
    }
    position = target;
    return true;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    if (position == size) {
      int n = keep(len);
      if (n <= 0) {
        return n;
      }
    }
    return take(b, off, Math.min(len, size - position));
  }

  /** Fails always. */
  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    throw new BioException(
        BioException.Reason.UNSUPPORTED_METHOD, "a filter for reading cannot be written to");
  }

  /** There is nothing to flush. Always true. */
  @Override
  protected boolean doFlush() {
    return true;
  }

  /**
   * Reads through the next newline ({@code BIO_gets}), a byte at a time where nothing is kept, so
   * that no more is taken from the Bio behind.
   *
   * @return the number of bytes read; 0 at the end of the stream; -1 if {@link #shouldRetry} says
   *     so, or else the read failed
   */
  @Override
  public int readLine(byte[] b, int off, int len) {
    int taken = 0;
    while (taken < len) {
      int n = read(b, off + taken, 1);
      if (n <= 0) {
        return taken > 0 ? taken : n;
      }
      taken++;
      if (b[off + taken - 1] == '\n') {
        break;
      }
    }
    return taken;
  }

  /** False while kept bytes lie ahead. */
  @Override
  public boolean eof() {
    return position == size && (next() == null || super.eof());
  }

  /** Kept bytes that lie ahead; if there are none, what the Bio behind has. */
  @Override
  public long pending() {
    return position == size ? super.pending() : size - position;
  }

  /** Goes back to the first byte. Always true. */
  @Override
  public boolean reset() {
    position = 0;
    return true;
  }

  @Override
  protected void doClose() {
    kept = new byte[0];
    size = 0;
    position = 0;
  }

  private int keep(int len) throws IOException {
    long needed = (long) size + len;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IOException("a filter for reading cannot keep " + needed + " bytes");
    }
    if (needed > kept.length) {
      long roomy = Math.max(needed, Math.max(SMALLEST, 2L * kept.length));
      kept = Arrays.copyOf(kept, (int) Math.min(roomy, Integer.MAX_VALUE - 8));
    }
    int n = readNext(kept, size, len);
    size += Math.max(n, 0);
    return n;
  }

  private int take(byte[] b, int off, int n) {
    System.arraycopy(kept, position, b, off, n);
    position += n;
    return n;
  }
}
