// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.lang.ref.WeakReference;

/**
 * The last array that an owner has given back, remembered weakly: a busy owner gets it again
 * without allocating, an idle one leaves it to the garbage collector. Not thread-safe.
 */
final class SpareArray {
  private WeakReference<byte[]> spare = new WeakReference<>(null);

  byte[] take(int minimumLength) {
    byte[] array = spare.get();
    return array != null && array.length >= minimumLength ? array : new byte[minimumLength];
  }

  /** The array that was given back last, or taken, is not to be used again: somebody reads it. */
  void forget() {
    spare.clear();
  }

  void giveBack(byte[] array) {
    if (spare.get() != array) {
      spare = new WeakReference<>(array);
    }
  }
}
