// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends arrays that hold one record each. A connection takes one when bytes arrive and gives it
 * back when they are gone, so an idle connection holds none and a busy one makes no garbage.
 *
 * <p>Thread-safe and lock-free. A full pool lets an array go to the collector; an empty one makes a
 * new array. An array comes with whatever it held before.
 */
public final class BufferPool {
  /** Length of each array: the largest record plus room for a second short one. */
  public static final int ARRAY_LENGTH = RecordLimits.MAX_RECORD + 299;

  private static final int PROBES = 4;

  private final AtomicReferenceArray<byte[]> slots;

  /**
   * Makes an empty pool.
   *
   * @param capacity the number of arrays that it keeps at the most, at least 1
   */
  public BufferPool(int capacity) {
    slots = new AtomicReferenceArray<>(Math.max(1, capacity));
  }

  /** Takes an array of {@link #ARRAY_LENGTH} bytes with unspecified content. */
  public byte[] take() {
    int start = startSlot();
    for (int i = 0; i < PROBES; i++) {
      byte[] array = slots.getAndSet((start + i) % slots.length(), null);
      if (array != null) {
        return array;
      }
    }
    return new byte[ARRAY_LENGTH];
  }

  /** Gives an array back that held ciphertext only. Arrays of another length are dropped. */
  public void give(byte[] array) {
    if (array.length != ARRAY_LENGTH) {
      return;
    }
    int start = startSlot();
    for (int i = 0; i < PROBES; i++) {
      if (slots.compareAndSet((start + i) % slots.length(), null, array)) {
        return;
      }
    }
  }

  /** Wipes the first bytes, which held plaintext, then gives the array back. */
  public void giveWiped(byte[] array, int used) {
    Arrays.fill(array, 0, used, (byte) 0);
    give(array);
  }

  /** Threads start at different slots, so that they seldom meet. */
  private int startSlot() {
    return (int) ((Thread.currentThread().getId() & 0xFFFF) * PROBES % slots.length());
  }
}
