// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The comparer itself: it must find what was planted, and excuse nothing that is not listed. */
class ComparisonTest {
  private static final String LIST =
      """
      [louder]
      calls: read
      was: dead=1
      libssl: err=SYSCALL
      jessel: err=SSL
      then: go on
      why: a test
      [want stays]
      calls: handshake
      libssl: want=READING
      jessel: want=NOTHING
      then: carry
      why: a test
      [apart]
      calls: write
      libssl: dead=0
      jessel: dead=1
      then: end
      why: a test
      """;

  /** Answers from a table. */
  private record Canned(Map<String, String> answers) implements Subject {
    @Override
    public Answer answer(String command) {
      return Answer.parse(answers.getOrDefault(command, "ret=1 err=NONE dead=0 want=NOTHING"));
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  private static Comparison comparison(Map<String, String> libssl, Map<String, String> jessel) {
    return new Comparison(new Canned(libssl), new Canned(jessel), Differences.parse(LIST));
  }

  @Test
  void equalAnswersAreTheSame() {
    assertThat(comparison(Map.of(), Map.of()).step("read c 5").isSame()).isTrue();
  }

  @Test
  void aPlantedDifferenceIsFound() {
    Comparison comparison =
        comparison(Map.of("read c 5", "ret=5 err=NONE"), Map.of("read c 5", "ret=4 err=NONE"));
    Verdict verdict = comparison.step("read c 5");
    assertThat(verdict.isUnexplained()).isTrue();
    assertThat(verdict.signature()).isEqualTo("read ret=5/4");
    assertThat(comparison.isOver()).isTrue();
  }

  @Test
  void aFieldThatOneSideDoesNotTellIsADifference() {
    Comparison comparison =
        comparison(Map.of("read c 5", "ret=5 data=00"), Map.of("read c 5", "ret=5"));
    assertThat(comparison.step("read c 5").isUnexplained()).isTrue();
  }

  @Test
  void aListedDifferenceNeedsTheStateThatItIsListedFor() {
    Map<String, String> libssl =
        Map.of("write c A 0 1", "ret=-1 err=SSL dead=1", "read c 5", "ret=-1 err=SYSCALL dead=1");
    Map<String, String> jessel =
        Map.of("write c A 0 1", "ret=-1 err=SSL dead=1", "read c 5", "ret=-1 err=SSL dead=1");
    Comparison comparison = comparison(libssl, jessel);
    assertThat(comparison.step("read c 5").isUnexplained()).isTrue();
    comparison.step("new");
    comparison.step("write c A 0 1");
    assertThat(comparison.step("read c 5").listed())
        .extracting(Difference::name)
        .containsExactly("louder");
  }

  @Test
  void aListedDifferenceExcusesNoOtherField() {
    Map<String, String> libssl =
        Map.of("write c A 0 1", "err=SSL dead=1", "read c 5", "ret=-1 err=SYSCALL dead=1");
    Map<String, String> jessel =
        Map.of("write c A 0 1", "err=SSL dead=1", "read c 5", "ret=0 err=SSL dead=1");
    Comparison comparison = comparison(libssl, jessel);
    comparison.step("write c A 0 1");
    assertThat(comparison.step("read c 5").isUnexplained()).isTrue();
  }

  @Test
  void aCarriedDifferenceIsExcusedUntilBothAgreeAgain() {
    Map<String, String> libssl =
        Map.of("handshake c", "err=NONE want=READING", "state c", "err=NONE want=READING");
    Map<String, String> jessel =
        Map.of("handshake c", "err=NONE want=NOTHING", "state c", "err=NONE want=NOTHING");
    Comparison comparison = comparison(libssl, jessel);
    assertThat(comparison.step("handshake c").isUnexplained()).isFalse();
    assertThat(comparison.step("state c").isSame()).isTrue();
    assertThat(comparison.step("read c 5").isSame()).isTrue();
    assertThat(comparison.step("state c").isUnexplained()).isTrue();
  }

  @Test
  void behindAnEndingDifferenceNothingIsCompared() {
    Comparison comparison =
        comparison(Map.of("write c A 0 1", "dead=0"), Map.of("write c A 0 1", "dead=1"));
    assertThat(comparison.step("write c A 0 1").isUnexplained()).isFalse();
    assertThat(comparison.isOver()).isTrue();
    assertThat(comparison.step("new").isSame()).isTrue();
    assertThat(comparison.isOver()).isFalse();
  }

  @Test
  void aNumberMayBeListedAsMoreOrLessThanTheOther() {
    Difference louder =
        Differences.parse(
                """
                [louder]
                calls: read
                libssl: out=less
                jessel: out=more pend=some|-1
                then: end
                why: of the test
                """)
            .all()
            .get(0);
    assertThat(applies(louder, "out=0", "out=31 pend=4")).isTrue();
    assertThat(applies(louder, "out=0", "out=31 pend=-1")).isTrue();
    assertThat(applies(louder, "out=0", "out=31 pend=0")).isFalse();
    assertThat(applies(louder, "out=31", "out=31 pend=4")).isFalse();
    assertThat(applies(louder, "out=32", "out=31 pend=4")).isFalse();
    assertThat(applies(louder, "out=-", "out=- pend=4")).isFalse();
  }

  private static boolean applies(Difference difference, String libssl, String jessel) {
    Turn now = new Turn(Answer.parse(libssl), Answer.parse(jessel));
    return difference.applies("read", Turn.NONE, now);
  }

  @Test
  void aFailingListIsMadeShort() {
    Minimiser minimiser = new Minimiser(list -> list.containsAll(List.of("b", "f")));
    assertThat(minimiser.shorten(List.of("a", "b", "c", "d", "e", "f", "g")))
        .containsExactly("b", "f");
  }
}
