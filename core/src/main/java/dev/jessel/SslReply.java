// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.handshake.Answer;
import java.util.Objects;

/**
 * A callback's answer, or "later": then the call that asked returns a {@code WANT_...} status, and
 * the callback is asked again when that call is repeated. Immutable.
 *
 * @param <T> what is answered
 */
public final class SslReply<T> {
  private final Answer<T> answer;

  private SslReply(Answer<T> answer) {
    this.answer = answer;
  }

  /** The answer is there. */
  public static <T> SslReply<T> now(T value) {
    return new SslReply<>(Answer.now(Objects.requireNonNull(value)));
  }

  /** The answer is not there yet. */
  public static <T> SslReply<T> later() {
    return new SslReply<>(Answer.later());
  }

  Answer<T> answer() {
    return answer;
  }
}
