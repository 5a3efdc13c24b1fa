// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import java.util.List;

/** What must be true of every victim, whatever was done to it. */
final class Verdicts {
  private Verdicts() {}

  /** It failed for a reason, told the peer by the reason's alert, and stays failed. */
  static void failedFor(Outcome outcome, SslReason reason) {
    failedFor(outcome, reason, reason.alert().stream().toList());
  }

  /** As {@link #failedFor(Outcome, SslReason)}, with an alert that depends on more. */
  static void failedFor(Outcome outcome, SslReason reason, AlertDescription alert) {
    failedFor(outcome, reason, List.of(alert));
  }

  private static void failedFor(Outcome outcome, SslReason reason, List<AlertDescription> alerts) {
    assertThat(outcome.reason()).contains(reason);
    assertThat(outcome.staysFailed()).isTrue();
    assertThat(outcome.alertsSent()).isEqualTo(alerts);
    // RFC 9846 6: error alerts are fatal; what the peer can read of them says the same.
    assertThat(outcome.alertsSeen()).allMatch(seen -> seen.level() == Conversation.FATAL);
    assertThat(outcome.alertsSeen().size()).isLessThanOrEqualTo(alerts.size());
    outcome.alertsSeen().forEach(seen -> assertThat(alerts).contains(seen.alert()));
  }

  /** It went well: a bend that must not matter. */
  static void connected(Outcome outcome) {
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.established()).isTrue();
    assertThat(outcome.alertsSent()).isEmpty();
  }
}
