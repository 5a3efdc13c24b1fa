// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AnswersTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger told = new AtomicInteger();
  private final Answers answers = new Answers(told::incrementAndGet);

  @Test
  void whatCameBeforeOneWaitedIsNotWaitedFor() throws InterruptedException {
    long before = answers.count();
    answers.came();
    answers.awaitMoreThan(before, LONG);
    assertThat(answers.count()).isEqualTo(before + 1);
    assertThat(told).hasValue(1);
  }

  @Test
  void whoWaitsGoesOnWhenAnAnswerComes() throws InterruptedException {
    long before = answers.count();
    Thread other = new Thread(answers::came);
    other.start();
    answers.awaitMoreThan(before, LONG);
    other.join();
    assertThat(answers.count()).isEqualTo(before + 1);
  }

  @Test
  void nobodyWaitsForLongerThanTheLimit() throws InterruptedException {
    answers.awaitMoreThan(answers.count(), Duration.ofMillis(1));
    assertThat(answers.count()).isZero();
  }
}
