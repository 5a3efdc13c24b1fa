// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions that a context keeps, by version and id, each once. When there are too many those
 * that would end first have to go. It holds a reference of each; who gets a session that was taken
 * out gets the reference with it. Thread-safe, and calls nobody.
 */
final class SessionCache {
  private static final Comparator<Entry> BY_END =
      Comparator.comparingLong(Entry::endMillis).thenComparingLong(Entry::number);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Entry> byKey = new HashMap<>();
  private final TreeSet<Entry> byEnd = new TreeSet<>(BY_END);
  private long capacity = LibSslSessions.SSL_SESSION_CACHE_MAX_SIZE_DEFAULT;
  private long numbered;

  /** What tells sessions apart. */
  private record Key(int version, Bytes id) {
    static Key of(SSL_SESSION session) {
      return new Key(session.version(), session.id);
    }
  }

  /**
   * A session that is kept.
   *
   * @param endMillis when it is over
   * @param number tells apart what ends at the same time
   */
  private record Entry(Key key, SSL_SESSION session, long endMillis, long number) {}

  /**
   * What came of adding a session.
   *
   * @param fresh false when this very session was there already
   * @param evicted what had to go for it
   */
  record Added(boolean fresh, List<SSL_SESSION> evicted) {
    Added {
      evicted = List.copyOf(evicted);
    }
  }

  /** Keeps a session; another one with its id is dropped without a word. */
  Added add(SSL_SESSION session) {
    lock.lock();
    try {
      Optional<Entry> before = forget(Key.of(session));
      boolean same = before.filter(entry -> entry.session() == session).isPresent();
      List<SSL_SESSION> evicted = same ? List.of() : makeRoom();
      put(session);
      if (!same) {
        session.addReference();
        before.ifPresent(entry -> entry.session().dropReference());
      }
      return new Added(!same, evicted);
    } finally {
      lock.unlock();
    }
  }

  /** Takes out what has a session's id; empty for nothing. */
  Optional<SSL_SESSION> remove(SSL_SESSION session) {
    lock.lock();
    try {
      return forget(Key.of(session)).map(Entry::session);
    } finally {
      lock.unlock();
    }
  }

  /** What is kept under an id; the caller gets a reference of its own. */
  Optional<SSL_SESSION> find(int version, Bytes id) {
    lock.lock();
    try {
      Optional<SSL_SESSION> found =
          Optional.ofNullable(byKey.get(new Key(version, id))).map(Entry::session);
      found.ifPresent(SSL_SESSION::addReference);
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** Whether an id is taken. */
  boolean has(int version, Bytes id) {
    lock.lock();
    try {
      return byKey.containsKey(new Key(version, id));
    } finally {
      lock.unlock();
    }
  }

  /** Takes out all that is over at a time. */
  List<SSL_SESSION> takeOver(long millis) {
    lock.lock();
    try {
      List<SSL_SESSION> over = new ArrayList<>();
      while (!byEnd.isEmpty() && byEnd.first().endMillis() < millis) {
        over.add(forget(byEnd.first().key()).orElseThrow().session());
      }
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out all. */
  List<SSL_SESSION> takeAll() {
    lock.lock();
    try {
      List<SSL_SESSION> all = byEnd.stream().map(Entry::session).toList();
      all.forEach(session -> session.keptIn(Optional.empty()));
      byKey.clear();
      byEnd.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** A session's time or timeout changed: it has another place now, if it has any. */
  void moved(SSL_SESSION session) {
    lock.lock();
    try {
      Key key = Key.of(session);
      if (byKey.containsKey(key) && byKey.get(key).session() == session) {
        Optional<Entry> ignored = forget(key);
        put(session);
      }
    } finally {
      lock.unlock();
    }
  }

  /** All of them, those first that end last. */
  List<SSL_SESSION> all() {
    lock.lock();
    try {
      return byEnd.descendingSet().stream().map(Entry::session).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Sets how many are kept at the most, 0 for any number; returns what held before. */
  long capacity(long most) {
    lock.lock();
    try {
      long before = capacity;
      capacity = most;
      return before;
    } finally {
      lock.unlock();
    }
  }

  /** How many are kept at the most. */
  long capacity() {
    lock.lock();
    try {
      return capacity;
    } finally {
      lock.unlock();
    }
  }

  /** How many there are. */
  int size() {
    lock.lock();
    try {
      return byKey.size();
    } finally {
      lock.unlock();
    }
  }

  private void put(SSL_SESSION session) {
    Entry entry = new Entry(Key.of(session), session, session.endMillis(), numbered++);
    byKey.put(entry.key(), entry);
    byEnd.add(entry);
    session.keptIn(Optional.of(this));
  }

  private Optional<Entry> forget(Key key) {
    Optional<Entry> gone = Optional.ofNullable(byKey.remove(key));
    gone.ifPresent(
        entry -> {
          byEnd.remove(entry);
          entry.session().keptIn(Optional.empty());
        });
    return gone;
  }

  private List<SSL_SESSION> makeRoom() {
    List<SSL_SESSION> evicted = new ArrayList<>();
    while (capacity > 0 && byKey.size() >= capacity) {
      evicted.add(forget(byEnd.first().key()).orElseThrow().session());
    }
    return evicted;
  }
}
