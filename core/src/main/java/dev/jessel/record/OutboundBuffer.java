// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import java.util.Arrays;

/**
 * Sealed records that the transport has not taken yet. It holds an array only while it holds bytes;
 * the array may be the transport's own, lent. Not thread-safe: it belongs to the write half.
 */
public final class OutboundBuffer {
  private static final byte[] NONE = new byte[0];

  private final BufferPool pool;
  private byte[] array = NONE;
  private int from;
  private int to;

  /** Where lent room ends; 0 when the array is ours. */
  private int lentEnd;

  /** Makes an empty buffer that takes its array from a pool. */
  public OutboundBuffer(BufferPool pool) {
    this.pool = pool;
  }

  /** Number of bytes that wait for the transport. */
  public int size() {
    return to - from;
  }

  /** True when nothing waits. */
  public boolean isEmpty() {
    return from == to;
  }

  /** The array that holds the bytes, from {@link #start()}. */
  public byte[] array() {
    return array;
  }

  /** Index of the first byte that waits. */
  public int start() {
    return from;
  }

  /** What is sealed next goes where the transport wants to have it. For an empty buffer. */
  public void borrow(byte[] lent, int start, int length) {
    array = lent;
    from = start;
    to = start;
    lentEnd = start + length;
  }

  /** True from {@link #borrow} until the array is given back, or has proved too small. */
  public boolean isBorrowed() {
    return lentEnd > 0;
  }

  /** Takes what was put into a borrowed array along into one of our own. */
  public void keep() {
    if (isBorrowed() && !isEmpty()) {
      grow(1);
    } else if (isBorrowed()) {
      clear();
    }
  }

  /**
   * Lets go of the array that was borrowed.
   *
   * @return how many bytes were put into it
   */
  public int giveBack() {
    int count = size();
    clear();
    return count;
  }

  /**
   * Makes room for a record to be sealed in place.
   *
   * @param length room in bytes
   * @return the index in {@link #array()} where the record may start
   */
  public int reserve(int length) {
    if (array == NONE) {
      array = length <= BufferPool.ARRAY_LENGTH ? pool.take() : new byte[length];
    } else if (end() - to < length) {
      grow(length);
    }
    return to;
  }

  private int end() {
    return isBorrowed() ? lentEnd : array.length;
  }

  /** Says that a record of a length was written at the reserved index. */
  public void sealed(int length) {
    to += length;
  }

  /** Says that the transport took bytes; gives the array back when none are left. */
  public void consume(int count) {
    from += count;
    if (from == to) {
      clear();
    }
  }

  /** Drops all bytes. */
  public void clear() {
    letGo();
    array = NONE;
    from = 0;
    to = 0;
  }

  private void letGo() {
    if (array != NONE && !isBorrowed()) {
      pool.give(array);
    }
    lentEnd = 0;
  }

  private void grow(int length) {
    int size = size();
    if (!isBorrowed() && array.length - size >= length) {
      System.arraycopy(array, from, array, 0, size);
    } else {
      byte[] larger = Arrays.copyOfRange(array, from, from + Math.max(2 * size, size + length));
      letGo();
      array = larger;
    }
    from = 0;
    to = size;
  }
}
