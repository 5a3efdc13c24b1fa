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

  /** Answer of {@link #commit} to more bytes than there was room for. */
  static final int NO_ROOM = -1;

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

  /** How many of the lent bytes are still in the pipe: all, or none. */
  private int lentSize;

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
      lent = null;
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
      lentSize = Math.min(size, ring.length - head);
      return lentSize;
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
      if (broken || writeEnded || size == capacity || least > length) {
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

  /**
   * Takes bytes out that were read in place.
   *
   * @return how many; none when they were lent and dropped meanwhile
   */
  int skip(int n) {
    lock.lock();
    try {
      int skipped = Math.min(Math.max(n, 0), lent == null ? size : lentSize);
      lent = null;
      advance(skipped);
      return skipped;
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
      room = ring;
      roomStart = tail;
      return ByteBuffer.wrap(ring, tail, end - tail).slice();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts bytes in that were written in place. A pipe that was broken or ended while they were
   * written drops them.
   *
   * @return how many were put in; {@link #NO_ROOM} when there was no such room
   */
  int commit(int n) {
    lock.lock();
    try {
      boolean dropped = room != null && (broken || writeEnded);
      room = null;
      if (dropped) {
        advance(0);
        return 0;
      }
      int tail = (head + size) % capacity;
      int free = tail < head ? head - tail : capacity - tail;
      if (n < 0 || n > 0 && (ring.length == 0 || size == capacity || n > free)) {
        return NO_ROOM;
      }
      readRequest = 0;
      size += n;
      advance(0);
      leaveWhatIsLent();
      return n;
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
    advance(0);
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

  /** Bytes that were lent and then dropped stay as they are: what came since goes elsewhere. */
  private void leaveWhatIsLent() {
    if (lentSize > 0 || lent == null || lent != ring) {
      return;
    }
    byte[] other = new byte[capacity];
    int first = Math.min(size, capacity - head);
    System.arraycopy(ring, head, other, head, first);
    System.arraycopy(ring, 0, other, 0, size - first);
    spare.forget();
    ring = other;
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
    lentSize = 0;
    head = (head + size) % capacity;
    size = 0;
    if (room != null) {
      return;
    }
    if (lent != null) {
      spare.forget();
    } else if (ring.length > 0) {
      spare.giveBack(ring);
    }
    ring = NONE;
    head = 0;
  }
}
