// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

/** What a row is about, and what its numbers mean. */
enum Work {
  /** A message is written. */
  WRITE(Metric.NANOS, 1.0),
  /** A message is written and read. */
  WRITE_AND_READ(Metric.NANOS, 1.0),
  /** Both ends shake hands. */
  HANDSHAKE(Metric.NANOS, 8.0),
  /** Many connections idle. */
  IDLE(Metric.HEAP, 0),
  /** One connection, both directions, by one thread and by two. */
  DUPLEX(Metric.TWO_THREADS, 0),
  /** Many connections on one selector. */
  SELECTOR(Metric.MANY, 0),
  /** Bulk data through sockets, from a process to another. */
  SOCKETS(Metric.BYTES_PER_SECOND, 0),
  /** A client process from its start to the first byte. */
  COLD(Metric.START_MILLIS, 0);

  private final Metric main;
  private final double warmUp;

  Work(Metric main, double warmUp) {
    this.main = main;
    this.warmUp = warmUp;
  }

  /** The number that tables show. */
  Metric main() {
    return main;
  }

  /** Seconds of processor time to warm up; handshakes are much more code. */
  double warmUp() {
    return warmUp;
  }

  /** True when it is measured in JVMs that wait for their turn; else it is done once a round. */
  boolean isRepeated() {
    return warmUp > 0;
  }

  /** True when whole programs are compared, by the runner itself. */
  boolean isOfPrograms() {
    return this == SOCKETS || this == COLD;
  }
}
