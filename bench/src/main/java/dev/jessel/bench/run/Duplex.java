// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Pair;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One connection, messages in both directions: one thread does one direction after the other, then
 * two threads do one each. Each end is so read by one thread while another writes to it.
 */
final class Duplex implements Task {
  private static final double NANOS = 1e9;
  private static final int BATCH = 100;

  private final Pair pair;

  Duplex(Pair pair) {
    this.pair = pair;
  }

  @Override
  public void warmUp(double seconds) throws Exception {
    pair.connect();
    long end = System.nanoTime() + (long) (NANOS * seconds);
    while (System.nanoTime() < end) {
      both(BATCH);
    }
  }

  @Override
  public Map<Metric, Double> measure(long millis) throws Exception {
    int count = count(millis);
    double one = both(count) / (2.0 * count);
    double two = eachAlone(count) / (2.0 * count);
    return Map.of(Metric.ONE_THREAD, one, Metric.TWO_THREADS, two);
  }

  private int count(long millis) throws Exception {
    double each = Math.max(1, both(BATCH) / (double) BATCH);
    return (int) Math.max(BATCH, millis * 1e6 / each);
  }

  private long both(int count) throws Exception {
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      pair.writeAndRead();
      pair.answer();
    }
    return System.nanoTime() - begin;
  }

  private long eachAlone(int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      long begin = System.nanoTime();
      Future<?> there = threads.submit(() -> repeat(pair::writeAndRead, count));
      Future<?> back = threads.submit(() -> repeat(pair::answer, count));
      there.get();
      back.get();
      return System.nanoTime() - begin;
    } finally {
      threads.shutdown();
    }
  }

  private static Void repeat(Repeated.Operation operation, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      operation.run();
    }
    return null;
  }
}
