// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.ReasonCategory;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.peer.Outcome;
import dev.jessel.wire.Bytes;
import java.util.EnumSet;
import java.util.Set;

/** What may become of a victim whose peer is damaged: it connects, or the peer is at fault. */
final class PeersFault {
  private static final Set<ReasonCategory> CATEGORIES =
      EnumSet.of(
          ReasonCategory.INVALID_MESSAGE,
          ReasonCategory.PEER_MISBEHAVED,
          ReasonCategory.PEER_INCOMPATIBLE,
          ReasonCategory.CERTIFICATE,
          ReasonCategory.ALERT_RECEIVED,
          ReasonCategory.TRANSPORT);

  private PeersFault() {}

  static void judge(String what, Outcome outcome) {
    judge(what, Bytes.EMPTY, outcome);
  }

  /**
   * As above.
   *
   * @param early what may have been delivered before the handshake was over
   */
  static void judge(String what, Bytes early, Outcome outcome) {
    if (outcome.reason().isPresent()) {
      SslReason reason = outcome.reason().get();
      assertThat(CATEGORIES).as("%s: %s", what, reason).contains(reason.category());
      assertThat(outcome.staysFailed()).as(what).isTrue();
      assertThat(outcome.alertsSent().size()).as(what).isLessThanOrEqualTo(1);
    }
    assertThat(outcome.delivered()).as(what).isIn(Bytes.EMPTY, early);
  }
}
