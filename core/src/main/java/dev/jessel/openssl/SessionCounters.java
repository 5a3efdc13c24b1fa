// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often something happened to the sessions of a context. Thread-safe. */
final class SessionCounters {
  /** What is counted. */
  enum Event {
    /** A client began its first handshake. */
    CONNECT,
    /** A client began another one. */
    CONNECT_RENEGOTIATE,
    /** A client's handshake is over. */
    CONNECT_GOOD,
    /** A server began its first handshake. */
    ACCEPT,
    /** A server began another one. */
    ACCEPT_RENEGOTIATE,
    /** A server's handshake is over. */
    ACCEPT_GOOD,
    /** A session was resumed. */
    HIT,
    /** The application's store had a session. */
    CALLBACK_HIT,
    /** The context did not have a session that a client asked for. */
    MISS,
    /** A session that a client asked for was over. */
    TIMEOUT,
    /** A session had to go since there were too many. */
    CACHE_FULL
  }

  private final Map<Event, LongAdder> counts = new EnumMap<>(Event.class);

  SessionCounters() {
    for (Event event : Event.values()) {
      counts.put(event, new LongAdder());
    }
  }

  void count(Event event) {
    counts.get(event).increment();
  }

  long of(Event event) {
    return counts.get(event).sum();
  }
}
