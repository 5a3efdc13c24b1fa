// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers for {@code ex_data}, unique in the process as in C. 0 is that of {@code app_data}. */
final class ExIndex {
  private static final AtomicInteger LAST = new AtomicInteger();

  private ExIndex() {}

  static int next() {
    return LAST.incrementAndGet();
  }
}
