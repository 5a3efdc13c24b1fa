// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QuestionsTest {
  private final AtomicInteger told = new AtomicInteger();
  private final Questions questions = new Questions(told::incrementAndGet);
  private final CompletableFuture<String> redis = new CompletableFuture<>();

  @Test
  void anAnswerThatComesLaterIsToldOf() {
    CompletableFuture<String> answer = questions.ask(() -> redis, "unknown");
    assertThat(answer).isNotDone();
    redis.complete("yes");
    assertThat(answer).isCompletedWithValue("yes");
    assertThat(told).hasValue(1);
    assertThat(questions.answers()).isEqualTo(1);
  }

  @Test
  void whoeverIsToldFindsTheAnswer() {
    List<String> seen = new ArrayList<>();
    List<CompletableFuture<String>> asked = new ArrayList<>();
    Questions others = new Questions(() -> seen.add(asked.get(0).getNow("not there")));
    asked.add(others.ask(() -> redis, "unknown"));
    redis.complete("yes");
    assertThat(seen).containsExactly("yes");
  }

  @Test
  void anAnswerThatIsThereAtOnceIsNotToldOf() {
    redis.complete("yes");
    assertThat(questions.ask(() -> redis, "unknown")).isCompletedWithValue("yes");
    assertThat(told).hasValue(0);
  }

  @Test
  void aFailureIsTheUnknownAnswer() {
    CompletableFuture<String> answer = questions.ask(() -> redis, "unknown");
    redis.completeExceptionally(new IllegalStateException("down"));
    assertThat(answer).isCompletedWithValue("unknown");
    assertThat(told).hasValue(1);
    assertThat(questions.failures()).isEqualTo(1);
  }

  @Test
  void moreQuestionsThanThereIsRoomForAreNotAsked() {
    for (int i = 0; i < FleetLimits.QUESTIONS; i++) {
      assertThat(questions.ask(() -> redis, "unknown")).isNotDone();
    }
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<String> refused =
        questions.ask(() -> CompletableFuture.completedFuture("" + asked.incrementAndGet()), "no");
    assertThat(refused).isCompletedWithValue("no");
    assertThat(asked).hasValue(0);
    redis.complete("yes");
    CompletableFuture<String> next =
        questions.ask(() -> CompletableFuture.completedFuture("" + asked.incrementAndGet()), "no");
    assertThat(next).isCompletedWithValue("1");
  }
}
