// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One direction of a {@link BioPair}: a ring of fixed capacity with a writer's end and a reader's
 * end, for one thread at each. An empty pipe holds no array.
 */
final class Pipe {
  /** Answer of {@link #read} and {@link #write} when the pipe is empty or full. */
  static final int WOULD_BLOCK = -1;

  private static final byte[] NONE = {};

  private final ReentrantLock lock = new ReentrantLock();
  private final SpareArray spare = new SpareArray();
  private final int capacity;

  private byte[] ring = NONE;
  private int head;
  private int size;
  private int readRequest;

  /** The array of which bytes are used in place; null while none are. */
  private byte[] lent;

  private int lentStart;

  /** The array in which bytes are put in place; null while none are. */
  private byte[] room;

  private int roomStart;
  private boolean writeEnded;
  private boolean broken;

  Pipe(int capacity) {
    this.capacity = capacity;
  }

  int write(byte[] b, int off, int len) throws IOException {
    lock.lock();
    try {
      readRequest = 0;
      requireWhole();
      if (writeEnded) {
        throw new BioException(
            BioException.Reason.BROKEN_PIPE, "broken pipe: writing was shut down");
      }
      int n = Math.min(len, capacity - size);
      if (n == 0) {
        return WOULD_BLOCK;
      }
      put(b, off, n);
      return n;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes read, 0 at the end, or {@link #WOULD_BLOCK}. */
  int read(byte[] b, int off, int len) throws IOException {
    lock.lock();
    try {
      readRequest = 0;
      requireWhole();
      if (size > 0) {
        return take(b, off, Math.min(len, size));
      }
      if (writeEnded) {
        return 0;
      }
      readRequest = Math.min(len, capacity);
      return WOULD_BLOCK;
    } finally {
      lock.unlock();
    }
  }

  void endWriting() {
    lock.lock();
    try {
      writeEnded = true;
    } finally {
      lock.unlock();
    }
  }

  void breakUp() {
    lock.lock();
    try {
      broken = true;
      clear();
    } finally {
      lock.unlock();
    }
  }

  /** True when no byte will come out again. */
  boolean ended() {
    lock.lock();
    try {
      return broken || writeEnded && size == 0;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  int free() {
    lock.lock();
    try {
      return broken || writeEnded ? 0 : capacity - size;
    } finally {
      lock.unlock();
    }
  }

  int readRequest() {
    lock.lock();
    try {
      return readRequest;
    } finally {
      lock.unlock();
    }
  }

  void forgetReadRequest() {
    lock.lock();
    try {
      readRequest = 0;
    } finally {
      lock.unlock();
    }
  }

  void reset() {
    lock.lock();
    try {
      clear();
    } finally {
      lock.unlock();
    }
  }

  boolean isBroken() {
    lock.lock();
    try {
      return broken;
    } finally {
      lock.unlock();
    }
  }

  int capacity() {
    return capacity;
  }

  // ---- Work in place

  /** What can be read in one piece; nothing when the pipe is empty. */
  ByteBuffer readable() {
    lock.lock();
    try {
      return ByteBuffer.wrap(ring, head, Math.min(size, ring.length - head))
          .slice()
          .asReadOnlyBuffer();
    } finally {
      lock.unlock();
    }
  }

  /** Lends what can be read in one piece: it stays in {@link #lent} until some is taken. */
  int lend() {
    lock.lock();
    try {
      lent = size == 0 ? null : ring;
      lentStart = head;
      return Math.min(size, ring.length - head);
    } finally {
      lock.unlock();
    }
  }

  byte[] lent() {
    return lent;
  }

  int lentStart() {
    return lentStart;
  }

  /** Lends room in one piece, in {@link #room}; 0 when there is not so much. */
  int lendRoom(int least) {
    lock.lock();
    try {
      int tail = (head + size) % capacity;
      int length = tail < head ? head - tail : capacity - tail;
      if (broken || writeEnded || least > Math.min(length, capacity - size)) {
        return 0;
      }
      makeRing();
      room = ring;
      roomStart = tail;
      return length;
    } finally {
      lock.unlock();
    }
  }

  byte[] room() {
    return room;
  }

  int roomStart() {
    return roomStart;
  }

  /** Takes bytes out that were read in place. */
  void skip(int n) {
    lock.lock();
    try {
      lent = null;
      advance(Math.min(Math.max(n, 0), size));
    } finally {
      lock.unlock();
    }
  }

  /** Where bytes can be written in one piece; no room when the pipe is full. */
  ByteBuffer writable() {
    lock.lock();
    try {
      if (capacity == size) {
        return ByteBuffer.allocate(0);
      }
      makeRing();
      int tail = (head + size) % capacity;
      int end = tail < head ? head : capacity;
      return ByteBuffer.wrap(ring, tail, end - tail).slice();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts bytes in that were written in place; false when there was no such room. A pipe that was
   * broken while they were written drops them.
   */
  boolean commit(int n) {
    lock.lock();
    try {
      boolean dropped = broken && room != null;
      room = null;
      if (dropped) {
        clear();
        return true;
      }
      int tail = (head + size) % capacity;
      int room = tail < head ? head - tail : capacity - tail;
      if (n < 0 || n > 0 && (ring.length == 0 || size == capacity || n > room)) {
        return false;
      }
      readRequest = 0;
      size += n;
      if (size == 0) {
        clear();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void requireWhole() throws IOException {
    if (broken) {
      throw new BioException(
          BioException.Reason.UNINITIALIZED, "the Bio pair is broken: a half was closed");
    }
  }

  private void put(byte[] b, int off, int n) {
    room = null;
    makeRing();
    int tail = (head + size) % capacity;
    int first = Math.min(n, capacity - tail);
    System.arraycopy(b, off, ring, tail, first);
    System.arraycopy(b, off + first, ring, 0, n - first);
    size += n;
  }

  private int take(byte[] b, int off, int n) {
    lent = null;
    int first = Math.min(n, capacity - head);
    System.arraycopy(ring, head, b, off, first);
    System.arraycopy(ring, 0, b, off + first, n - first);
    advance(n);
    return n;
  }

  private void makeRing() {
    if (ring.length == 0) {
      ring = spare.take(capacity);
    }
  }

  private void advance(int n) {
    head = (head + n) % capacity;
    size -= n;
    if (size == 0) {
      clear();
    }
  }

  /** Bytes that are used in place stay where they are; so does room that is being filled. */
  private void clear() {
    size = 0;
    if (room != null) {
      return;
    }
    if (ring.length > 0 && lent == null) {
      spare.giveBack(ring);
    }
    ring = NONE;
    head = 0;
  }
}
