// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.util.Locale;

/** A kind of number that was measured. */
enum Metric {
  /** Processor time of the thread for one operation, in nanoseconds. */
  NANOS("us", 1e-3),
  /** Time on the wall for one operation, in nanoseconds: collector and other programs included. */
  WALL_NANOS("us", 1e-3),
  /** Bytes allocated for one operation. */
  ALLOCATED("B", 1),
  /** Bytes of heap for one end. */
  HEAP("B", 1),
  /** Bytes of memory of the process for one end. */
  RESIDENT("B", 1),
  /** Time on the wall for a message by one thread, in nanoseconds. */
  ONE_THREAD("us", 1e-3),
  /** The same by two threads. */
  TWO_THREADS("us", 1e-3),
  /** Processor time of the server's thread for a message with few connections, in nanoseconds. */
  FEW("us", 1e-3),
  /** The same with many. */
  MANY("us", 1e-3),
  /** Throughput. */
  BYTES_PER_SECOND("MB/s", 1e-6),
  /** Time from a program's start to the first byte, in milliseconds. */
  START_MILLIS("ms", 1);

  private final String unit;
  private final double scale;

  Metric(String unit, double scale) {
    this.unit = unit;
    this.scale = scale;
  }

  String unit() {
    return unit;
  }

  /** A number with three digits or more. */
  String show(double value) {
    double shown = value * scale;
    String format = shown < 10 ? "%.3f" : shown < 100 ? "%.2f" : shown < 1000 ? "%.1f" : "%.0f";
    return unit.equals("B")
        ? String.format(Locale.ROOT, "%.0f", shown)
        : String.format(Locale.ROOT, format, shown);
  }
}
