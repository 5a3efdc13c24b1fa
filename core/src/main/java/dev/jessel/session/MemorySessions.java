// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.wire.Bytes;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions that a server has made lately, by id or by ticket. Those that are over are
 * forgotten, and beyond the capacity those that will be over first. Thread-safe.
 */
public final class MemorySessions {
  private static final Comparator<Entry> BY_END =
      Comparator.comparing(Entry::end).thenComparingLong(Entry::number);

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Bytes, Entry> byName = new HashMap<>();
  private final TreeSet<Entry> byEnd = new TreeSet<>(BY_END);
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  private long made;

  /**
   * A session that is kept.
   *
   * @param number tells apart what ends at the same time
   */
  private record Entry(Bytes name, Session session, Instant end, long number) {}

  /**
   * Makes an empty store.
   *
   * @param capacity sessions that it keeps at the most, at least 1
   */
  public MemorySessions(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps a session under a name, which must be hard to guess. */
  public void keep(Bytes name, Session session, Instant now) {
    lock.lock();
    try {
      forget(name);
      Entry entry = new Entry(name, session, session.lifetime().end(), made++);
      byName.put(name, entry);
      byEnd.add(entry);
      dropOver(now);
      while (byName.size() > capacity) {
        forget(byEnd.first().name());
        evicted.increment();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The session of a name, unless it is over, or a connection has spoiled it. */
  public Optional<Session> find(Bytes name, Instant now) {
    lock.lock();
    try {
      countIfOver(name, now);
      dropOver(now);
      Optional<Session> found = Optional.ofNullable(byName.get(name)).map(Entry::session);
      if (found.isPresent() && !found.get().isResumable()) {
        forget(name);
      }
      return found.filter(Session::isResumable);
    } finally {
      lock.unlock();
    }
  }

  /** The session of a name, which is forgotten: of many that ask at once one gets it. */
  public Optional<Session> take(Bytes name, Instant now) {
    lock.lock();
    try {
      countIfOver(name, now);
      dropOver(now);
      return forget(name).map(Entry::session).filter(Session::isResumable);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a session. */
  public void remove(Bytes name) {
    lock.lock();
    try {
      Optional<Entry> ignored = forget(name);
    } finally {
      lock.unlock();
    }
  }

  /** How many there are. */
  public int size() {
    lock.lock();
    try {
      return byName.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many were asked for when they were over already. */
  public long timedOut() {
    return timedOut.sum();
  }

  /** How many had to go for want of room. */
  public long evicted() {
    return evicted.sum();
  }

  private void countIfOver(Bytes name, Instant now) {
    Entry entry = byName.get(name);
    if (entry != null && entry.session().lifetime().isOver(now)) {
      timedOut.increment();
    }
  }

  private Optional<Entry> forget(Bytes name) {
    Optional<Entry> gone = Optional.ofNullable(byName.remove(name));
    gone.ifPresent(byEnd::remove);
    return gone;
  }

  private void dropOver(Instant now) {
    while (!byEnd.isEmpty() && byEnd.first().session().lifetime().isOver(now)) {
      forget(byEnd.first().name());
    }
  }
}
