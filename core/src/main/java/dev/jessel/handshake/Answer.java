// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The application's answer to a question of the handshake, or "later".
 *
 * @param <T> what is answered
 */
public final class Answer<T> {
  private static final Answer<?> LATER = new Answer<>(Optional.empty());

  private final Optional<T> value;

  private Answer(Optional<T> value) {
    this.value = value;
  }

  /** An answer that is there. */
  public static <T> Answer<T> now(T value) {
    return new Answer<>(Optional.of(Objects.requireNonNull(value)));
  }

  /** The same question shall be asked again when the caller comes back. */
  @SuppressWarnings("unchecked") // LATER holds no value of any type
  public static <T> Answer<T> later() {
    return (Answer<T>) LATER;
  }

  /** True when there is no answer yet. */
  public boolean isLater() {
    return value.isEmpty();
  }

  /** The answer; an error of ours when it is not there. */
  public T value() {
    return value.orElseThrow();
  }

  /** The same answer seen through a function. */
  public <R> Answer<R> map(Function<T, R> function) {
    return isLater() ? later() : now(function.apply(value()));
  }
}
