// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The questions that handshakes have for Redis: bounded in number, counted, and answered whatever
 * happens. Thread-safe.
 */
final class Questions {
  private final Runnable answered;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder good = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /**
   * No questions.
   *
   * @param answered is told of each answer that did not come at once, on any thread
   */
  Questions(Runnable answered) {
    this.answered = answered;
  }

  /**
   * Asks.
   *
   * @param question asks Redis; its future ends in a bounded time
   * @param unknown the answer where Redis has none, or too many ask at a time
   * @return never fails
   */
  <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> question, T unknown) {
    if (open.incrementAndGet() > FleetLimits.QUESTIONS) {
      return CompletableFuture.completedFuture(closed(unknown, false));
    }
    CompletableFuture<T> answer =
        question
            .get()
            .handle((value, failure) -> closed(failure == null ? value : unknown, failure == null));
    if (!answer.isDone()) {
      var ignored = answer.thenRun(answered);
    }
    return answer;
  }

  private <T> T closed(T answer, boolean known) {
    open.decrementAndGet();
    (known ? good : failed).increment();
    return answer;
  }

  /** How many questions Redis answered. */
  long answers() {
    return good.sum();
  }

  /** How many it did not answer, or was not asked since there were too many. */
  long failures() {
    return failed.sum();
  }
}
