// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.Ssl;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What became of the victim.
 *
 * @param ssl the victim itself
 * @param established whether its handshake was completed
 * @param reason why it failed; empty when it did not
 * @param alertsSent what it said that it sent, warnings and close_notify among them
 * @param alertsSeen alerts that the peer could read on the wire, with the epoch they came in
 * @param staysFailed whether further calls failed for the same reason; true when nothing failed
 * @param ended whether it read the end of the stream
 * @param delivered application data that it gave to its application
 * @param states the states that it entered, by name
 * @param sessions tickets that it took
 * @param records all that it sent, in order
 */
public record Outcome(
    Ssl ssl,
    boolean established,
    Optional<SslReason> reason,
    List<AlertDescription> alertsSent,
    List<SeenAlert> alertsSeen,
    boolean staysFailed,
    boolean ended,
    Bytes delivered,
    List<String> states,
    int sessions,
    List<PeerRecord> records) {
  /** Keeps copies. */
  public Outcome {
    alertsSent = List.copyOf(alertsSent);
    alertsSeen = List.copyOf(alertsSeen);
    states = List.copyOf(states);
    records = List.copyOf(records);
  }

  /**
   * An alert on the wire.
   *
   * @param epoch the keys that it came under
   * @param level 1 for warnings, 2 for fatal ones
   * @param alert its description
   */
  public record SeenAlert(Epoch epoch, int level, AlertDescription alert) {}

  /** True when the victim failed. */
  public boolean failed() {
    return reason.isPresent();
  }
}
