// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.handshake.Answer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A callback's answer, or "later": then the call that asked returns a {@code WANT_...} status, and
 * the callback is asked again when that call is repeated. Immutable.
 *
 * @param <T> what is answered
 */
public final class SslReply<T> {
  private final Answer<T> answer;
  private final Optional<CompletableFuture<T>> promise;

  private SslReply(Answer<T> answer, Optional<CompletableFuture<T>> promise) {
    this.answer = answer;
    this.promise = promise;
  }

  /** The answer is there. */
  public static <T> SslReply<T> now(T value) {
    return new SslReply<>(Answer.now(Objects.requireNonNull(value)), Optional.empty());
  }

  /** The answer is not there yet. */
  public static <T> SslReply<T> later() {
    return new SslReply<>(Answer.later(), Optional.empty());
  }

  /**
   * The answer is there when a stage completes. Unlike after {@link #later} the callback is not
   * asked again: when the call that asked is repeated, it looks at the stage. A stage that fails is
   * a callback that throws.
   */
  public static <T> SslReply<T> when(CompletionStage<T> stage) {
    return new SslReply<>(Answer.later(), Optional.of(stage.toCompletableFuture()));
  }

  /**
   * The answer, as far as it is there.
   *
   * @throws RuntimeException what a stage failed with
   */
  Answer<T> answer() {
    return promise.isPresent() && promise.get().isDone()
        ? Answer.now(Objects.requireNonNull(result(promise.get())))
        : answer;
  }

  /** True for one that is looked at again, in place of asking again. */
  boolean isPromise() {
    return promise.isPresent();
  }

  private static <T> T result(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
