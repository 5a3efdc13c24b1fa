// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.SslReason;

/** Thrown by a callback to end the handshake with a reason of its choice, and its alert. */
public final class SslRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  private final SslReason reason;

  /** Refuses. */
  public SslRefusal(SslReason reason) {
    super(reason.text());
    this.reason = reason;
  }

  /** Why. */
  public SslReason reason() {
    return reason;
  }
}
