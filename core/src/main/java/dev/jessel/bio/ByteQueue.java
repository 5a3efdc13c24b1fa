// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;

/**
 * First in, first out, growing without a limit but that of an array. An empty queue holds no array.
 * Bytes move within the array only when at least as many were taken before, so each byte is moved
 * less than once on average, and not while they are lent. Not thread-safe.
 */
final class ByteQueue {
  private static final byte[] NONE = {};
  private static final int SMALLEST = 1024;

  /** The largest array that every JVM can make. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final SpareArray spare = new SpareArray();
  private byte[] array = NONE;
  private int head;
  private int tail;

  /** The array that holds bytes which are used in place; null while none are. */
  private byte[] lent;

  private int lentStart;

  /** How many of the lent bytes are still in the queue: all, or none. */
  private int lentSize;

  private boolean reserved;

  int size() {
    return tail - head;
  }

  boolean isEmpty() {
    return tail == head;
  }

  void add(byte[] b, int off, int len) throws IOException {
    int at = reserve(len);
    System.arraycopy(b, off, array, at, len);
    filled(len);
  }

  int take(byte[] b, int off, int len) {
    lent = null;
    int n = copy(b, off, len);
    skip(n);
    return n;
  }

  /** Copies from the front; the bytes stay. */
  int copy(byte[] b, int off, int len) {
    int n = Math.min(len, size());
    System.arraycopy(array, head, b, off, n);
    return n;
  }

  int count(byte b) {
    int found = 0;
    for (int i = head; i < tail; i++) {
      found += array[i] == b ? 1 : 0;
    }
    return found;
  }

  byte[] toByteArray() {
    byte[] copy = new byte[size()];
    System.arraycopy(array, head, copy, 0, copy.length);
    return copy;
  }

  /** How many bytes stand up to and with the first {@code b}; all of them if there is none. */
  int lengthThrough(byte b) {
    for (int i = head; i < tail; i++) {
      if (array[i] == b) {
        return i + 1 - head;
      }
    }
    return size();
  }

  /** How many bytes stand up to and with the last {@code b}; 0 if there is none. */
  int lengthThroughLast(byte b) {
    for (int i = tail; i > head; i--) {
      if (array[i - 1] == b) {
        return i - head;
      }
    }
    return 0;
  }

  /** Drops all bytes; those that are lent can be read on. */
  void clear() {
    lentSize = 0;
    head = tail;
    letGo();
  }

  // ---- Work in place, for those who would otherwise copy twice

  /** The array in use; content from {@link #head}, {@link #size} bytes. */
  byte[] array() {
    return array;
  }

  int head() {
    return head;
  }

  int tail() {
    return tail;
  }

  /** Lends all bytes: they stay in {@link #lent} from {@link #lentStart} until the loan ends. */
  int lend() {
    lent = isEmpty() ? null : array;
    lentStart = head;
    lentSize = size();
    return lentSize;
  }

  /**
   * Ends a loan of bytes and drops some of them.
   *
   * @return how many; none when all were cleared meanwhile
   */
  int skipLent(int n) {
    int skipped = lent == null ? 0 : Math.min(Math.max(n, 0), lentSize);
    lent = null;
    skip(skipped);
    return skipped;
  }

  byte[] lent() {
    return lent;
  }

  int lentStart() {
    return lentStart;
  }

  /** Drops bytes from the front, as far as they are there: they may have been cleared. */
  void skip(int n) {
    head += Math.min(n, size());
    if (head == tail) {
      letGo();
    }
  }

  /**
   * Makes room for {@code n} bytes behind the content and says where in {@link #array} it starts.
   */
  int reserve(int n) throws IOException {
    if (n > array.length - tail) {
      makeRoom(n);
    }
    reserved = true;
    return tail;
  }

  /** Counts bytes that were put where {@link #reserve} said; with 0, an unused reservation ends. */
  void filled(int n) {
    reserved = false;
    tail += n;
    if (head == tail) {
      letGo();
    }
  }

  /**
   * Hands over bytes that were put where {@link #reserve} said.
   *
   * @throws IndexOutOfBoundsException when there is no such room; nothing is handed over then
   */
  void commit(int n) {
    if (n < 0 || n > (reserved ? array.length - tail : 0)) {
      throw new IndexOutOfBoundsException("no room for " + n + " bytes was lent");
    }
    filled(n);
  }

  private void makeRoom(int n) throws IOException {
    int size = size();
    boolean worthMoving = size <= head && n <= array.length - size;
    byte[] target = worthMoving && lent == null ? array : larger(n, worthMoving);
    System.arraycopy(array, head, target, 0, size);
    array = target;
    head = 0;
    tail = size;
  }

  /** Another array: larger, or as large when bytes could be moved were they not lent. */
  private byte[] larger(int n, boolean fits) throws IOException {
    long needed = (long) size() + n;
    if (needed > LARGEST) {
      throw new IOException("a memory buffer cannot hold " + needed + " bytes");
    }
    long roomy = Math.max(needed, Math.max(SMALLEST, fits ? array.length : 2L * array.length));
    int length = (int) Math.min(roomy, LARGEST);
    return lent == null ? spare.take(length) : new byte[length];
  }

  /** Bytes that are used in place stay where they are; so does room that is being filled. */
  private void letGo() {
    if (reserved) {
      return;
    }
    if (lent != null) {
      spare.forget();
    } else if (array != NONE) {
      spare.giveBack(array);
    }
    array = NONE;
    head = 0;
    tail = 0;
  }
}
