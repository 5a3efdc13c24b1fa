// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.SslSession;
import java.util.Optional;

/** The session that a client comes back with next: the one that came last. */
final class KeptSession {
  private volatile Optional<SslSession> latest;

  /** Begins with a session, or none. */
  KeptSession(Optional<SslSession> first) {
    latest = first;
  }

  /** A session came. */
  void keep(SslSession session) {
    latest = Optional.of(session);
  }

  /** What to come back with. */
  Optional<SslSession> latest() {
    return latest;
  }

  /** Bytes of early data that may be sent with it. */
  long maxEarlyData() {
    return latest.map(SslSession::maxEarlyData).orElse(0L);
  }
}
