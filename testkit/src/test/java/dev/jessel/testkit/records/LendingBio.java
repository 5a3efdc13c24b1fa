// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.records;

import dev.jessel.bio.Bio;
import dev.jessel.bio.InPlace;
import java.util.Arrays;

/**
 * A transport in an array that counts how it is used, lends no more room than is asked for, and
 * takes no call that no loan allows. For one thread.
 */
final class LendingBio extends Bio implements InPlace {
  private byte[] array = new byte[64 * 1024];
  private int from;
  private int to;

  int reads;
  int writes;
  int skipped;
  int committed;
  int everCommitted;
  boolean breaks;

  private int lent = -1;
  private int room = -1;

  /** Counts anew. */
  void forget() {
    reads = 0;
    writes = 0;
    skipped = 0;
    committed = 0;
  }

  int size() {
    return to - from;
  }

  byte[] takeAll() {
    byte[] all = Arrays.copyOfRange(array, from, to);
    from = 0;
    to = 0;
    return all;
  }

  /** Changes a byte that waits to be read. */
  void damage(int index) {
    array[from + index] ^= 1;
  }

  /** Overwrites all that was read already. */
  void scribble() {
    Arrays.fill(array, 0, from, (byte) 0x55);
  }

  @Override
  protected int doRead(byte[] b, int off, int len) {
    int count = Math.min(len, size());
    if (count == 0) {
      return retryRead();
    }
    reads++;
    lent = -1;
    System.arraycopy(array, from, b, off, count);
    from += count;
    return count;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) {
    writes++;
    room = -1;
    makeRoom(len);
    System.arraycopy(b, off, array, to, len);
    to += len;
    return len;
  }

  /** True while something is lent. */
  boolean lends() {
    return lent > 0 || room > 0;
  }

  /** True when a part of a text stands anywhere in the array. */
  boolean contains(byte[] text) {
    return indexOf(text) >= 0;
  }

  private int indexOf(byte[] text) {
    for (int i = 0; i + text.length <= array.length; i++) {
      if (Arrays.equals(array, i, i + text.length, text, 0, text.length)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int lend() {
    lent = size();
    return lent;
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
    check(count, lent);
    lent = -1;
    skipped++;
    from += count;
  }

  @Override
  public int lendRoom(int least) {
    makeRoom(least);
    room = least;
    return least;
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
    check(count, room);
    room = -1;
    committed += count > 0 ? 1 : 0;
    everCommitted++;
    to += count;
  }

  private void check(int count, int loan) {
    if (breaks || count < 0 || count > loan) {
      throw new IllegalStateException("breaks, or " + count + " of a loan of " + loan);
    }
  }

  private void makeRoom(int least) {
    if (array.length - to < least) {
      array = Arrays.copyOf(array, 2 * array.length + least);
    }
  }
}
