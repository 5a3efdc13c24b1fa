// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions that clients may come back with. Of TLS 1.3 each is handed out once, the newest
 * first, so that nobody who watches can tell that two connections are the same client's.
 * Thread-safe.
 */
public final class ClientSessions {
  /** Sessions that are kept for one server with one configuration. */
  private static final int MAX_EACH = 8;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Object, Deque<Session>> byServer = new LinkedHashMap<>(16, 0.75f, true);
  private int size;

  /**
   * Makes an empty store.
   *
   * @param capacity sessions that it keeps at the most, at least 1
   */
  public ClientSessions(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Keeps a session.
   *
   * @param server whose it is, and what asked for it: never found under another key
   */
  public void keep(Object server, Session session) {
    lock.lock();
    try {
      Deque<Session> sessions = byServer.computeIfAbsent(server, key -> new ArrayDeque<>());
      sessions.addFirst(session);
      size++;
      if (sessions.size() > MAX_EACH) {
        sessions.removeLast();
        size--;
      }
      shrink();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a session to come back with: the newest. */
  public Optional<Session> take(Object server, Instant now) {
    lock.lock();
    try {
      Deque<Session> sessions = byServer.get(server);
      if (sessions == null) {
        return Optional.empty();
      }
      int before = sessions.size();
      sessions.removeIf(session -> session.lifetime().isOver(now));
      Optional<Session> newest = Optional.ofNullable(sessions.peekFirst());
      if (newest.filter(ClientSessions::isForOnce).isPresent()) {
        sessions.removeFirst();
      }
      size -= before - sessions.size();
      if (sessions.isEmpty()) {
        byServer.remove(server);
      }
      return newest;
    } finally {
      lock.unlock();
    }
  }

  /** A session that was taken was not used after all: it is there again. */
  public void giveBack(Object server, Session session) {
    if (isForOnce(session)) {
      keep(server, session);
    }
  }

  /** How many there are. */
  public int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  // RFC 9846 C.4: a ticket that is used twice tells that it is the same client.
  private static boolean isForOnce(Session session) {
    return session.isTls13();
  }

  /** Those that were not asked for longest go first. */
  private void shrink() {
    Iterator<Deque<Session>> oldest = byServer.values().iterator();
    while (size > capacity) {
      Deque<Session> sessions = oldest.next();
      while (size > capacity && !sessions.isEmpty()) {
        sessions.removeLast();
        size--;
      }
      if (sessions.isEmpty()) {
        oldest.remove();
      }
    }
  }
}
