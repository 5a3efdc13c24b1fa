// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import java.util.Optional;

/**
 * What came of running a {@link WorkState}.
 *
 * @param next the state that follows; the same state again when blocked
 * @param blockedOn what is waited for, empty when nothing is
 */
public record Step(HandshakeState next, Optional<Wait> blockedOn) {
  /** Goes on to a state. */
  public static Step to(HandshakeState next) {
    return new Step(next, Optional.empty());
  }

  /** Stays, until the application has its answer. */
  public static Step blocked(WorkState self, Wait on) {
    return new Step(self, Optional.of(on));
  }
}
