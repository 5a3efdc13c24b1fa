// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import java.util.Optional;

/** Thrown by a callback to end the handshake with a reason of its choice, and its alert. */
public final class SslRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  private final SslReason reason;

  /** What the peer is told in place of the reason's own alert; negative for that one. */
  private final int alertCode;

  /** Refuses. */
  public SslRefusal(SslReason reason) {
    super(reason.text());
    this.reason = reason;
    this.alertCode = -1;
  }

  /** Refuses, and tells the peer by an alert of one's choice. */
  public SslRefusal(SslReason reason, AlertDescription alert) {
    super(reason.text());
    this.reason = reason;
    this.alertCode = alert.code();
  }

  /** Why. */
  public SslReason reason() {
    return reason;
  }

  /** What the peer is told; empty for the reason's own alert. */
  public Optional<AlertDescription> alert() {
    return alertCode < 0 ? Optional.empty() : Optional.of(new AlertDescription(alertCode));
  }
}
