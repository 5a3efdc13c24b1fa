// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.Role;
import dev.jessel.session.MemorySessions;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what {@link SslSessionStatistics} tells. Thread-safe, without a lock. */
final class SessionCounters {
  private final OfRole clients = new OfRole();
  private final OfRole servers = new OfRole();
  private final LongAdder hits = new LongAdder();
  private final LongAdder found = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder timeouts = new LongAdder();

  /** The handshakes of one side. */
  private static final class OfRole {
    private final LongAdder begun = new LongAdder();
    private final LongAdder good = new LongAdder();
    private final LongAdder again = new LongAdder();
  }

  /** A handshake begins. */
  void begun(Role role, boolean again) {
    OfRole side = of(role);
    (again ? side.again : side.begun).increment();
  }

  /** A handshake is complete. */
  void done(Role role, boolean resumed) {
    of(role).good.increment();
    if (resumed) {
      hits.increment();
    }
  }

  /** The application found a session. */
  void found() {
    found.increment();
  }

  /** Nobody knows a session. */
  void missed() {
    misses.increment();
  }

  /** A session is over. */
  void timedOut() {
    timeouts.increment();
  }

  private OfRole of(Role role) {
    return role == Role.CLIENT ? clients : servers;
  }

  /** All of it, with what the sessions in memory count by themselves. */
  SslSessionStatistics with(Optional<MemorySessions> memory) {
    return new SslSessionStatistics(
        clients.begun.sum(),
        clients.good.sum(),
        clients.again.sum(),
        servers.begun.sum(),
        servers.good.sum(),
        servers.again.sum(),
        hits.sum(),
        found.sum(),
        misses.sum(),
        timeouts.sum() + memory.map(MemorySessions::timedOut).orElse(0L),
        memory.map(MemorySessions::evicted).orElse(0L),
        memory.map(MemorySessions::size).orElse(0));
  }
}
