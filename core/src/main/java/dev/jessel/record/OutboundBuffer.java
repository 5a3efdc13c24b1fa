// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import java.util.Arrays;

/**
 * Sealed records that the transport has not taken yet. It holds an array only while it holds bytes.
 * Not thread-safe: it belongs to the write half.
 */
public final class OutboundBuffer {
  private static final byte[] NONE = new byte[0];

  private final BufferPool pool;
  private byte[] array = NONE;
  private int from;
  private int to;

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

  /**
   * Makes room for a record to be sealed in place.
   *
   * @param length room in bytes
   * @return the index in {@link #array()} where the record may start
   */
  public int reserve(int length) {
    if (array == NONE) {
      array = length <= BufferPool.ARRAY_LENGTH ? pool.take() : new byte[length];
    } else if (array.length - to < length) {
      grow(length);
    }
    return to;
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
    if (array != NONE) {
      pool.give(array);
    }
    array = NONE;
    from = 0;
    to = 0;
  }

  private void grow(int length) {
    int size = size();
    if (array.length - size >= length) {
      System.arraycopy(array, from, array, 0, size);
    } else {
      byte[] larger = Arrays.copyOfRange(array, from, from + Math.max(2 * size, size + length));
      pool.give(array);
      array = larger;
    }
    from = 0;
    to = size;
  }
}
