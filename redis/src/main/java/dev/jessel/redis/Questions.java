// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.wire.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Questions that Redis was asked, until whoever asked has come for the answer. Each answer is given
 * once: of several that ask the same at a time, who comes later asks anew. Thread-safe; bounded in
 * number and time.
 *
 * @param <T> what Redis answers
 */
final class Questions<T> {
  private final T unknown;
  private final Clock clock;
  private final Duration patience;
  private final Runnable answered;
  private final LongAdder good = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Bytes, Question<T>> open = new LinkedHashMap<>();

  private record Question<T>(CompletableFuture<T> answer, Instant until) {}

  /**
   * No questions.
   *
   * @param unknown the answer where Redis has none
   * @param patience how long an answer is kept, counted from the question
   * @param answered is told of each answer that came later, on any thread
   */
  Questions(T unknown, Clock clock, Duration patience, Runnable answered) {
    this.unknown = unknown;
    this.clock = clock;
    this.patience = patience;
    this.answered = answered;
  }

  /**
   * Asks, or comes for the answer.
   *
   * @param name what is asked about
   * @param question asks Redis; its future ends in a bounded time
   * @return empty for later
   */
  Optional<T> ask(Bytes name, Supplier<CompletableFuture<T>> question) {
    forgetOld();
    CompletableFuture<T> answer;
    lock.lock();
    try {
      Question<T> known = open.get(name);
      if (known == null && open.size() >= FleetLimits.QUESTIONS) {
        failed.increment();
        return Optional.of(unknown);
      }
      answer = known == null ? begun(name, question.get()) : known.answer();
      if (answer.isDone()) {
        open.remove(name);
        return Optional.of(answer.join());
      }
      if (known != null) {
        return Optional.empty();
      }
    } finally {
      lock.unlock();
    }
    // Not under the lock: who is told may come for the answer at once.
    var ignored = answer.thenRun(answered);
    return Optional.empty();
  }

  private CompletableFuture<T> begun(Bytes name, CompletableFuture<T> asked) {
    CompletableFuture<T> answer =
        asked.handle(
            (value, failure) -> {
              (failure == null ? good : failed).increment();
              return failure == null ? value : unknown;
            });
    open.put(name, new Question<>(answer, clock.instant().plus(patience)));
    return answer;
  }

  /** Forgets answers that nobody came for. */
  void forgetOld() {
    Instant now = clock.instant();
    lock.lock();
    try {
      Iterator<Question<T>> oldest = open.values().iterator();
      while (oldest.hasNext() && now.isAfter(oldest.next().until())) {
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many questions Redis answered. */
  long answers() {
    return good.sum();
  }

  /** How many it did not answer, or was not asked since there were too many. */
  long failures() {
    return failed.sum();
  }

  /** How many are open. */
  int size() {
    lock.lock();
    try {
      return open.size();
    } finally {
      lock.unlock();
    }
  }
}
