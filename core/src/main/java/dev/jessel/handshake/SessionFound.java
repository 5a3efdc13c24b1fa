// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.session.Session;
import java.util.Optional;

/**
 * What came of a client's wish to come back.
 *
 * @param session what it named; empty where nobody knows it
 * @param renewal whether the client gets tickets now; empty for what is usual: in a full handshake,
 *     and in each one of TLS 1.3
 */
public record SessionFound(Optional<Session> session, Optional<Boolean> renewal) {
  /** Nothing, and nothing to be done about it. */
  public static final SessionFound NOTHING = of(Optional.empty());

  /** A session, with what is usual. */
  public static SessionFound of(Optional<Session> session) {
    return new SessionFound(session, Optional.empty());
  }
}
