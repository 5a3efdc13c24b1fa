// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers for types of BIO, unique in the process as in C: 129 to 255. */
final class BioTypeIndex {
  private static final AtomicInteger LAST = new AtomicInteger(LibBioCodes.BIO_TYPE_START);

  private BioTypeIndex() {}

  /** The next number; -1 when there are no more. */
  static int next() {
    int last = LAST.getAndUpdate(n -> Math.min(n + 1, LibBioCodes.BIO_TYPE_MASK));
    return last < LibBioCodes.BIO_TYPE_MASK ? last + 1 : -1;
  }
}
