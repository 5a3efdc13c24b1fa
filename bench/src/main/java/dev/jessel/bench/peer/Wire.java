// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import dev.jessel.bio.Bio;
import dev.jessel.bio.InPlace;
import java.util.Arrays;

/**
 * One direction of a transport in memory, for one thread: a plain array, which is what engines have
 * between them. What one end seals the other opens from the same array.
 */
final class Wire extends Bio implements InPlace {
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
    skip(count);
    return count;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) {
    if (drops) {
      dropped += len;
      return len;
    }
    lendRoom(len);
    System.arraycopy(b, off, array, to, len);
    to += len;
    return len;
  }

  @Override
  public int lend() {
    return to - from;
  }

  @Override
  public byte[] lentArray() {
    return array;
  }

  @Override
  public int lentStart() {
    return from;
  }

  @Override
  public void skip(int count) {
    from += count;
    if (from == to) {
      clear();
    }
  }

  @Override
  public int lendRoom(int least) {
    if (array.length - to < least) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, to + least));
    }
    return array.length - to;
  }

  @Override
  public byte[] roomArray() {
    return array;
  }

  @Override
  public int roomStart() {
    return to;
  }

  @Override
  public void commit(int count) {
    if (drops) {
      dropped += count;
    } else {
      to += count;
    }
  }
}
