// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Repeats an operation for a given processor time: warm on a busy machine, too. */
final class WarmUp {
  static final String SECONDS = "jessel.bench.warmup";

  private static final double NANOS = 1e9;
  private static final double DEFAULT_SECONDS = 1;

  private WarmUp() {}

  /** What is warmed up. */
  interface Operation {
    void run() throws Exception;
  }

  static void with(Operation operation) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    String seconds = System.getProperty(SECONDS, Double.toString(DEFAULT_SECONDS));
    double end = threads.getCurrentThreadCpuTime() + NANOS * Double.parseDouble(seconds);
    while (threads.getCurrentThreadCpuTime() < end) {
      for (int i = 0; i < 10; i++) {
        operation.run();
      }
    }
  }
}
