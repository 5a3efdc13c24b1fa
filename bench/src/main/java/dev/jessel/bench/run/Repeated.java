// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** One operation over and over on this thread: its time, and what it allocates. */
final class Repeated implements Task {
  private static final double NANOS = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Operation operation;
  private final int batch;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is measured. */
  interface Operation {
    void run() throws Exception;
  }

  /**
   * Measures an operation.
   *
   * @param batch how many of them between two looks at the clock
   */
  Repeated(Operation operation, int batch) {
    this.operation = operation;
    this.batch = batch;
  }

  /** By processor time: warm on a busy machine, too. */
  @Override
  public void warmUp(double seconds) throws Exception {
    double end = threads.getCurrentThreadCpuTime() + NANOS * seconds;
    while (threads.getCurrentThreadCpuTime() < end) {
      runBatch();
    }
  }

  @Override
  public Map<Metric, Double> measure(long millis) throws Exception {
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long wall = System.nanoTime();
    long begin = threads.getCurrentThreadCpuTime();
    long end = begin + millis * NANOS_PER_MILLI;
    long now = begin;
    double count = 0;
    while (now < end) {
      runBatch();
      count += batch;
      now = threads.getCurrentThreadCpuTime();
    }
    double wallNanos = System.nanoTime() - wall;
    double bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
    return Map.of(
        Metric.NANOS, (now - begin) / count,
        Metric.WALL_NANOS, wallNanos / count,
        Metric.ALLOCATED, bytes / count);
  }

  private void runBatch() throws Exception {
    for (int i = 0; i < batch; i++) {
      operation.run();
    }
  }
}
