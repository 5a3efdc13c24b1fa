// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Repeats a race of two many times: both start at a barrier, and when both are done something must
 * be true of what is left. jcstress would try more orders of the machine's; this needs no module of
 * its own, and runs with the other tests.
 */
final class Races {
  private static final long PATIENCE_SECONDS = 100;

  private Races() {}

  /** Two that run at the same time, and what must hold afterwards. */
  interface Race {
    void first() throws Exception;

    void second() throws Exception;

    void check() throws Exception;
  }

  /** Makes the next race from its number. */
  interface Course {
    Race next(int number) throws Exception;
  }

  static void run(int times, Course course) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    try {
      for (int number = 0; number < times; number++) {
        Race race = course.next(number);
        Future<Void> first = threads.submit(runner(start, race::first));
        Future<Void> second = threads.submit(runner(start, race::second));
        first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        second.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        race.check();
      }
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private interface Runner {
    void run() throws Exception;
  }

  private static Callable<Void> runner(CyclicBarrier start, Runner runner) {
    return () -> {
      start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      runner.run();
      return null;
    };
  }
}
