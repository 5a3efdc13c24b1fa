// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.testkit.TestClock;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class QuestionsTest {
  private static final Bytes NAME = Bytes.of((byte) 1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestClock clock = TestClock.stopped();
  private final AtomicInteger told = new AtomicInteger();
  private final Questions<String> questions =
      new Questions<>("unknown", clock, PATIENCE, told::incrementAndGet);
  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void theAnswerComesLaterAndIsToldOf() {
    assertThat(ask()).isNull();
    assertThat(ask()).isNull();
    answer.complete("yes");
    assertThat(told).hasValue(1);
    assertThat(ask()).isEqualTo("yes");
    assertThat(asked).hasValue(1);
    assertThat(questions.size()).isZero();
  }

  @Test
  void anAnswerIsGivenOnce() {
    assertThat(ask()).isNull();
    assertThat(ask()).isNull();
    answer.complete("yes");
    assertThat(ask()).isEqualTo("yes");
    assertThat(askWith(() -> CompletableFuture.completedFuture("no"))).isEqualTo("no");
  }

  @Test
  void whatIsKnownAtOnceIsSaidAtOnce() {
    answer.complete("yes");
    assertThat(ask()).isEqualTo("yes");
    assertThat(told).hasValue(0);
  }

  @Test
  void aFailureIsTheUnknownAnswer() {
    assertThat(ask()).isNull();
    answer.completeExceptionally(new IllegalStateException("down"));
    assertThat(told).hasValue(1);
    assertThat(ask()).isEqualTo("unknown");
    assertThat(questions.failures()).isEqualTo(1);
  }

  @Test
  void anAnswerThatNobodyComesForIsForgotten() {
    assertThat(ask()).isNull();
    answer.complete("yes");
    clock.advance(PATIENCE.plusMillis(1));
    questions.forgetOld();
    assertThat(questions.size()).isZero();
  }

  @Test
  void moreQuestionsThanThereIsRoomForAreNotAsked() {
    for (int i = 0; i < FleetLimits.QUESTIONS; i++) {
      Bytes name = Bytes.of(ByteBuffer.allocate(4).putInt(i).array());
      assertThat(questions.ask(name, CompletableFuture::new)).isEmpty();
    }
    assertThat(ask()).isEqualTo("unknown");
    assertThat(asked).hasValue(0);
    assertThat(questions.size()).isEqualTo(FleetLimits.QUESTIONS);
    clock.advance(PATIENCE.plusMillis(1));
    assertThat(ask()).isNull();
    assertThat(questions.size()).isEqualTo(1);
  }

  private String ask() {
    return askWith(
        () -> {
          asked.incrementAndGet();
          return answer;
        });
  }

  private String askWith(Supplier<CompletableFuture<String>> question) {
    return questions.ask(NAME, question).orElse(null);
  }
}
