// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions that a server has made lately, by id and by ticket. Beyond its capacity the oldest
 * are forgotten. Thread-safe.
 */
public final class MemorySessions {
  private final int capacity;
  private final Map<Bytes, Session> byName = new LinkedHashMap<>();

  /**
   * Makes an empty store.
   *
   * @param capacity sessions that it keeps at the most, at least 1
   */
  public MemorySessions(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps a session under a name, which must be hard to guess. */
  public synchronized void keep(Bytes name, Session session) {
    byName.put(name, session);
    if (byName.size() > capacity) {
      Bytes oldest = byName.keySet().iterator().next();
      byName.remove(oldest);
    }
  }

  /** The session of a name; one that a connection has spoiled is forgotten. */
  public synchronized Optional<Session> find(Bytes name) {
    byName.computeIfPresent(name, (any, session) -> session.isResumable() ? session : null);
    return Optional.ofNullable(byName.get(name));
  }
}
