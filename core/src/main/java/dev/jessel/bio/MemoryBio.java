// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes in memory: what is written can be read, first in, first out. Answers to {@code BIO_s_mem}
 * and, with {@link #readOnly}, to {@code BIO_new_mem_buf}.
 *
 * <p>Writes never block; the memory grows up to the largest array. It is given back when the last
 * byte was read. What a read of an empty Bio answers is set with {@link #eofReturn}.
 *
 * <p>One thread may read while another writes.
 */
public final class MemoryBio extends Bio {
  private final ReentrantLock lock = new ReentrantLock();
  private final ByteQueue queue = new ByteQueue();
  private final byte[] readOnlyContent;

  private boolean endsWhenEmpty;
  private boolean eofWhenEmpty = true;

  /** An empty Bio to write to and read from. An empty read is a retry. */
  public MemoryBio() {
    this.readOnlyContent = null;
  }

  private MemoryBio(byte[] content) {
    this.readOnlyContent = content;
    this.endsWhenEmpty = true;
    rewind();
  }

  /**
   * A Bio that gives a copy of {@code content} to read and then ends. Writing to it fails; {@link
   * #reset} rewinds it.
   */
  public static MemoryBio readOnly(byte[] content) {
    return new MemoryBio(content.clone());
  }

  /**
   * What a read answers when nothing is there ({@code BIO_set_mem_eof_return}): 0 is the end of the
   * stream, -1 a retry.
   *
   * <p>Until this is called, a writable Bio gives a retry while {@link #eof} is true all the same,
   * as libcrypto has it; after {@code eofReturn(-1)} it is false.
   *
   * @return this Bio
   * @throws IllegalArgumentException if {@code value} is neither 0 nor -1: a positive value, which
   *     C allows, could be mistaken for a count of bytes
   */
  public MemoryBio eofReturn(int value) {
    if (value != 0 && value != -1) {
      throw new IllegalArgumentException("neither 0 nor -1: " + value);
    }
    lock.lock();
    try {
      endsWhenEmpty = value == 0;
      eofWhenEmpty = endsWhenEmpty;
    } finally {
      lock.unlock();
    }
    return this;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) {
    lock.lock();
    try {
      return !queue.isEmpty() ? queue.take(b, off, len) : endsWhenEmpty ? 0 : retryRead();
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (readOnlyContent != null) {
      throw new IOException("write to a read-only memory Bio");
    }
    lock.lock();
    try {
      queue.add(b, off, len);
      return len;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads through the next newline ({@code BIO_gets}), but at most {@code len} bytes, and at most
   * what is there.
   *
   * @return the number of bytes read; 0 if nothing is there
   */
  public int readLine(byte[] b, int off, int len) {
    int line;
    lock.lock();
    try {
      line = queue.lengthThrough((byte) '\n');
    } finally {
      lock.unlock();
    }
    return read(b, off, Math.min(line, len));
  }

  /** A copy of all that is there to read; it stays. */
  public byte[] toByteArray() {
    lock.lock();
    try {
      return queue.toByteArray();
    } finally {
      lock.unlock();
    }
  }

  /** True when empty, unless {@link #eofReturn} says that more may come. */
  @Override
  public boolean eof() {
    lock.lock();
    try {
      return queue.isEmpty() && eofWhenEmpty;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long pending() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is there; a read-only Bio starts again from its first byte. Always true. */
  @Override
  public boolean reset() {
    rewind();
    return true;
  }

  @Override
  protected void doClose() {
    lock.lock();
    try {
      queue.clear();
    } finally {
      lock.unlock();
    }
  }

  private void rewind() {
    lock.lock();
    try {
      queue.clear();
      if (readOnlyContent != null) {
        queue.add(readOnlyContent, 0, readOnlyContent.length);
      }
    } catch (IOException e) {
      throw new IllegalStateException("content that is an array fits into one", e);
    } finally {
      lock.unlock();
    }
  }
}
