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
 * <p>{@link #reset} drops what is there, unless the Bio is {@linkplain #writable(boolean)
 * read-only} or {@linkplain #rewinding rewinding}: then it goes back to the first byte.
 *
 * <p>One thread may read while another writes.
 */
public final class MemoryBio extends Bio implements InPlace, LineSource {
  private final ReentrantLock lock = new ReentrantLock();
  private final ByteQueue queue = new ByteQueue();

  private boolean writable = true;
  private boolean rewinding;

  /** What was there before the first read after the last write; null while nothing was read. */
  private byte[] wholeContent;

  private int taken;
  private boolean endsWhenEmpty;
  private boolean eofWhenEmpty = true;

  /** An empty Bio to write to and read from. An empty read is a retry. */
  public MemoryBio() {}

  /**
   * A Bio that gives a copy of {@code content} to read and then ends. Writing to it fails; {@link
   * #reset} rewinds it.
   */
  public static MemoryBio readOnly(byte[] content) {
    MemoryBio bio = new MemoryBio();
    bio.endsWhenEmpty = true;
    bio.refill(content);
    bio.writable(false);
    return bio;
  }

  /**
   * Allows or forbids writing ({@code BIO_FLAGS_MEM_RDONLY}). While it is forbidden, {@link #reset}
   * goes back to the first byte that was there when it became so.
   */
  public void writable(boolean allowed) {
    lock.lock();
    try {
      writable = allowed;
      forgetWhatWasTaken();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether {@link #reset} goes back to the first byte that was there at the last write, instead of
   * dropping all ({@code BIO_FLAGS_NONCLEAR_RST}). It then costs a copy of the content.
   */
  public void rewinding(boolean rewinds) {
    lock.lock();
    try {
      rewinding = rewinds;
      forgetWhatWasTaken();
    } finally {
      lock.unlock();
    }
  }

  /** False after {@code writable(false)}. */
  public boolean isWritable() {
    return writable;
  }

  /** True after {@code rewinding(true)}. */
  public boolean isRewinding() {
    return rewinding;
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
      return !queue.isEmpty() ? take(b, off, len) : endsWhenEmpty ? 0 : retryRead();
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    if (!writable) {
      throw new BioException(
          BioException.Reason.WRITE_TO_READ_ONLY_BIO, "write to a read-only memory Bio");
    }
    lock.lock();
    try {
      forgetWhatWasTaken();
      queue.add(b, off, len);
      return len;
    } finally {
      lock.unlock();
    }
  }

  // ---- In place

  @Override
  public int lend() {
    lock.lock();
    try {
      // What reset brings back would have to be copied all the same.
      return rewinding || !writable || isClosed() ? 0 : queue.lend();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public byte[] lentArray() {
    return queue.lent();
  }

  @Override
  public int lentStart() {
    return queue.lentStart();
  }

  @Override
  public void skip(int count) {
    lock.lock();
    try {
      int skipped = queue.skipLent(count);
      taken += skipped;
      readInPlace(skipped);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int lendRoom(int least) {
    lock.lock();
    try {
      if (rewinding || !writable || isClosed()) {
        return 0;
      }
      int at = queue.reserve(least);
      return queue.array().length - at;
    } catch (IOException e) {
      return 0; // the write that follows says so
    } finally {
      lock.unlock();
    }
  }

  @Override
  public byte[] roomArray() {
    return queue.array();
  }

  @Override
  public int roomStart() {
    return queue.tail();
  }

  @Override
  public void commit(int count) {
    lock.lock();
    try {
      int kept = isClosed() ? 0 : count;
      queue.commit(kept);
      if (kept > 0) {
        forgetWhatWasTaken();
      }
      writtenInPlace(kept);
    } finally {
      lock.unlock();
    }
  }

  // ---- Lines, positions

  /**
   * Reads through the next newline ({@code BIO_gets}), but at most {@code len} bytes, and at most
   * what is there.
   *
   * @return the number of bytes read; 0 if nothing is there
   */
  @Override
  public int readLine(byte[] b, int off, int len) {
    int line;
    lock.lock();
    try {
      line = queue.lengthThrough((byte) '\n');
    } finally {
      lock.unlock();
    }
    return line == 0 ? 0 : read(b, off, Math.min(line, len));
  }

  /** How many bytes were read since the last write ({@code BIO_tell}). */
  public int position() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Goes to a byte ({@code BIO_seek}): forward within what is there; backward only where {@link
   * #reset} can, too.
   *
   * @return false if there is no such byte, or it is gone
   */
  public boolean seek(int position) {
    lock.lock();
    try {
      boolean backward = position < taken;
      if (position < 0 || backward && wholeContent == null || position > taken + queue.size()) {
        return false;
      }
      if (backward) {
        refill(wholeContent);
      }
      pass(position - taken);
      return true;
    } finally {
      lock.unlock();
    }
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

  /** Drops what is there; a read-only or rewinding Bio goes back to its first byte. Always true. */
  @Override
  public boolean reset() {
    lock.lock();
    try {
      if (writable && !rewinding) {
        queue.clear();
        forgetWhatWasTaken();
      } else if (wholeContent != null) {
        refill(wholeContent);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  protected void doClose() {
    lock.lock();
    try {
      queue.clear();
      wholeContent = null;
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] b, int off, int len) {
    if (wholeContent == null && (rewinding || !writable)) {
      wholeContent = queue.toByteArray();
    }
    int n = queue.take(b, off, len);
    taken += n;
    return n;
  }

  private void pass(int n) {
    byte[] skipped = new byte[n];
    take(skipped, 0, n);
  }

  private void refill(byte[] content) {
    queue.clear();
    taken = 0;
    try {
      queue.add(content, 0, content.length);
    } catch (IOException e) {
      throw new IllegalStateException("content that is an array fits into one", e);
    }
  }

  private void forgetWhatWasTaken() {
    wholeContent = null;
    taken = 0;
  }
}
