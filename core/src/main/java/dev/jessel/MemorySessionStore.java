// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.session.MemorySessions;
import dev.jessel.wire.Bytes;
import java.time.Clock;
import java.util.Optional;

/**
 * Sessions in this process.
 *
 * @param sessions those that are kept
 * @param clock tells which of them are over
 */
record MemorySessionStore(MemorySessions sessions, Clock clock) implements SslSessionStore {
  @Override
  public void keep(Bytes name, SslSession session) {
    sessions.keep(name, session.session(), clock.instant());
  }

  @Override
  public SslReply<Optional<SslSession>> find(Bytes name) {
    return SslReply.now(sessions.find(name, clock.instant()).map(SslSession::new));
  }

  @Override
  public SslReply<Optional<SslSession>> take(Bytes name) {
    return SslReply.now(sessions.take(name, clock.instant()).map(SslSession::new));
  }

  @Override
  public void remove(Bytes name) {
    sessions.remove(name);
  }
}
