// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/**
 * Bytes that came from the transport and are not opened yet. It holds an array only while it holds
 * bytes or is being filled; the array may be the transport's own, lent. Not thread-safe: it belongs
 * to the read half.
 */
public final class InboundBuffer {
  private static final byte[] NONE = new byte[0];

  private final BufferPool pool;
  private byte[] array = NONE;
  private int from;
  private int to;
  private int borrowed;

  /** Makes an empty buffer that takes its array from a pool. */
  public InboundBuffer(BufferPool pool) {
    this.pool = pool;
  }

  /** Number of bytes held. */
  public int size() {
    return to - from;
  }

  /**
   * Makes room behind the bytes held. Afterwards {@link #array()} may be filled from {@link
   * #end()}.
   *
   * @param wanted the least room in bytes; at most one record
   * @return the room that there is, at least {@code wanted}
   */
  public int makeRoom(int wanted) {
    if (array == NONE) {
      array = pool.take();
      from = 0;
      to = 0;
    } else if (array.length - to < wanted) {
      System.arraycopy(array, from, array, 0, size());
      to -= from;
      from = 0;
    }
    return array.length - to;
  }

  /**
   * Holds bytes where the transport has them, until {@link #giveBack}. For an empty buffer; it must
   * not be filled meanwhile.
   */
  public void borrow(byte[] lent, int start, int length) {
    releaseIfEmpty();
    array = lent;
    from = start;
    to = start + length;
    borrowed = length;
  }

  /**
   * Lets go of what was borrowed; to be called only then.
   *
   * @return how many of the bytes are done with
   */
  public int giveBack() {
    int done = borrowed - size();
    array = NONE;
    from = 0;
    to = 0;
    borrowed = 0;
    return done;
  }

  /** The array to fill or to read; replaced by any call that changes the buffer. */
  public byte[] array() {
    return array;
  }

  /** Index of the first byte held. */
  public int start() {
    return from;
  }

  /** Index behind the last byte held. */
  public int end() {
    return to;
  }

  /** Says that bytes were written at {@link #end()}. */
  public void filled(int count) {
    to += count;
  }

  /** Says that bytes at {@link #start()} are done with. */
  public void consume(int count) {
    from += count;
  }

  /** Gives the array back if no byte is held; called when the owner stops filling and opening. */
  public void releaseIfEmpty() {
    if (from == to && array != NONE) {
      if (borrowed == 0) {
        pool.give(array);
      }
      array = NONE;
      from = 0;
      to = 0;
    }
  }

  /** Drops all bytes. */
  public void clear() {
    from = to;
    releaseIfEmpty();
  }

  /** The byte at an offset from the first one held, as an int from 0 to 255. */
  public int peek(int offset) {
    return array[from + offset] & 0xFF;
  }
}
