// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import dev.jessel.bio.Bio;
import java.util.Arrays;

/**
 * One direction of a transport in memory, for one thread: a plain array, which is what engines have
 * between them.
 */
final class Wire extends Bio {
  private static final int ROOM = 64 * 1024;

  private byte[] array = new byte[ROOM];
  private int from;
  private int to;
  private boolean drops;
  private int dropped;

  /** From now on what is written is counted and dropped. */
  void drop() {
    drops = true;
  }

  /** Bytes dropped since this was asked last. */
  int takeDropped() {
    int count = dropped;
    dropped = 0;
    return count;
  }

  /** Empty and whole again. */
  void renew() {
    drops = false;
    clear();
  }

  private void clear() {
    from = 0;
    to = 0;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) {
    int count = Math.min(len, to - from);
    if (count == 0) {
      return retryRead();
    }
    System.arraycopy(array, from, b, off, count);
    from += count;
    if (from == to) {
      clear();
    }
    return count;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) {
    if (drops) {
      dropped += len;
      return len;
    }
    if (array.length - to < len) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, to + len));
    }
    System.arraycopy(b, off, array, to, len);
    to += len;
    return len;
  }
}
