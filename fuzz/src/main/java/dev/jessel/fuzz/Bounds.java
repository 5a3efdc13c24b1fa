// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Memory may be taken for what came, not for what it claims. */
final class Bounds {
  /** What a run may take whatever its input: contexts are made in it. */
  private static final long SPARE_BYTES = 16L << 20;

  /** What it may take besides for each byte of input: one byte may be a read of its own. */
  private static final long BYTES_PER_BYTE = 64L << 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Bounds() {}

  /** Runs, and checks what was taken: twice, since the first time may have loaded classes. */
  static void hold(byte[] input, Runnable run) {
    long allowed = SPARE_BYTES + BYTES_PER_BYTE * input.length;
    if (taken(run) > allowed) {
      long again = taken(run);
      Promises.check(again <= allowed, again + " bytes of memory for " + input.length);
    }
  }

  private static long taken(Runnable run) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
