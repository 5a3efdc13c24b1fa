// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.records;

import dev.jessel.bio.Bio;
import dev.jessel.bio.InPlace;
import java.util.Arrays;

/** A transport in an array that counts how it is used. For one thread. */
final class LendingBio extends Bio implements InPlace {
  private byte[] array = new byte[64 * 1024];
  private int from;
  private int to;

  int reads;
  int writes;
  int skipped;
  int committed;
  int everCommitted;

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
    System.arraycopy(array, from, b, off, count);
    from += count;
    return count;
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) {
    writes++;
    makeRoom(len);
    System.arraycopy(b, off, array, to, len);
    to += len;
    return len;
  }

  @Override
  public int lend() {
    return size();
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
    skipped++;
    from += count;
  }

  @Override
  public int lendRoom(int least) {
    makeRoom(least);
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
    committed++;
    everCommitted++;
    to += count;
  }

  private void makeRoom(int least) {
    if (array.length - to < least) {
      array = Arrays.copyOf(array, 2 * array.length + least);
    }
  }
}
