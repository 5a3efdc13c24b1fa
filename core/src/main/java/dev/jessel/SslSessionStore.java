// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.session.MemorySessions;
import dev.jessel.wire.Bytes;
import java.time.Clock;
import java.util.Optional;

/**
 * Where a server keeps the sessions that no ticket holds: those of TLS 1.2 with an id, and with
 * {@link SslOption#NO_TICKET} those of TLS 1.3, whose tickets are then names. Servers that share
 * one resume each other's sessions. Thread-safe; a store that is far away answers later, best by
 * {@link SslReply#when}. What a method throws ends the handshake: a store that is out of reach
 * finds nothing instead, and a full handshake follows.
 *
 * @see SslSession#toDer()
 */
public interface SslSessionStore {
  /**
   * Keeps a session until its lifetime is over, or as long as there is room. Must not block; what
   * is kept may be found a little later.
   *
   * @param name 1 to 65535 bytes that nobody can guess
   */
  void keep(Bytes name, SslSession session);

  /**
   * The session of a name, which stays: TLS 1.2 comes back many times.
   *
   * @param name what a client says; it may be anything
   */
  SslReply<Optional<SslSession>> find(Bytes name);

  /**
   * The session of a name, which is gone then: of many that ask, at whatever server, one alone gets
   * it. A store that answers {@link SslReply#later} is asked again and does not know by whom, so
   * that two who ask at once might both get it: {@link SslReply#when} is the answer to that.
   *
   * @param name what a client says; it may be anything
   */
  SslReply<Optional<SslSession>> take(Bytes name);

  /** Forgets a session. Must not block. */
  void remove(Bytes name);

  /**
   * A store in memory, for one server.
   *
   * @param capacity sessions at the most, at least 1; beyond that those go first that end first
   */
  static SslSessionStore inMemory(int capacity) {
    return inMemory(capacity, Clock.systemUTC());
  }

  /** As {@link #inMemory(int)}, by another clock. */
  static SslSessionStore inMemory(int capacity, Clock clock) {
    return new MemorySessionStore(new MemorySessions(capacity), clock);
  }
}
