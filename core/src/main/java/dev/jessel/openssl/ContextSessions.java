// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslSessionCache.GEN_SESSION_CB;
import dev.jessel.openssl.LibSslSessionCache.SSL_CTX_sess_get_cb;
import dev.jessel.openssl.LibSslSessionCache.SSL_CTX_sess_new_cb;
import dev.jessel.openssl.LibSslSessionCache.SSL_CTX_sess_remove_cb;
import dev.jessel.openssl.LibSslSessionCache.SSL_not_resumable_session_cb;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_CTX;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.openssl.SessionCounters.Event;
import dev.jessel.wire.Bytes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sessions of a context: its own cache and the application's, which is asked and told by
 * callbacks. No lock is held while a callback runs.
 */
final class ContextSessions {
  /** Sessions that are over are dropped with each 256th connection. */
  private static final int FLUSH_EVERY = 0xFF;

  private final SSL_CTX handle;
  private final SessionCache cache = new SessionCache();
  private final SessionCounters counters = new SessionCounters();
  private final Clock clock = Clock.systemUTC();

  volatile long mode = LibSslSessionCache.SSL_SESS_CACHE_SERVER;
  volatile Optional<SSL_CTX_sess_new_cb> newCallback = Optional.empty();
  volatile Optional<SSL_CTX_sess_remove_cb> removeCallback = Optional.empty();
  volatile Optional<SSL_CTX_sess_get_cb> getCallback = Optional.empty();
  volatile Optional<GEN_SESSION_CB> idCallback = Optional.empty();
  volatile Optional<SSL_not_resumable_session_cb> refusalCallback = Optional.empty();

  ContextSessions(SSL_CTX handle) {
    this.handle = handle;
  }

  SessionCache cache() {
    return cache;
  }

  SessionCounters counters() {
    return counters;
  }

  boolean has(long bits) {
    return (mode & bits) == bits;
  }

  Instant now() {
    return clock.instant();
  }

  // ---- The context's own cache

  /** Keeps a session; false when it was there already. */
  boolean add(SSL_SESSION session) {
    if (has(LibSslSessionCache.SSL_SESS_CACHE_UPDATE_TIME)) {
      session.time(now());
    }
    SessionCache.Added added = cache.add(session);
    added.evicted().forEach(gone -> counters.count(Event.CACHE_FULL));
    added.evicted().forEach(this::forget);
    return added.fresh();
  }

  /** Drops a session, which nobody resumes from then on; false when it was not there. */
  boolean remove(SSL_SESSION session) {
    if (session.id.isEmpty()) {
      return false;
    }
    boolean ignored = session.lose();
    return drop(session);
  }

  /** Drops a session for somebody who resumes it; of several who ask at once one is told true. */
  boolean take(SSL_SESSION session) {
    boolean first = session.lose();
    boolean ignored = first && drop(session);
    return first;
  }

  private boolean drop(SSL_SESSION session) {
    Optional<SSL_SESSION> gone = cache.remove(session);
    tellRemoved(session);
    gone.ifPresent(SSL_SESSION::dropReference);
    return gone.isPresent();
  }

  /** Drops the sessions that are over at a time. */
  void flush(Instant time) {
    forget(cache.takeOver(time.toEpochMilli()));
  }

  /** Drops all sessions. */
  void flushAll() {
    forget(cache.takeAll());
  }

  private void forget(List<SSL_SESSION> gone) {
    gone.forEach(this::forget);
  }

  private void forget(SSL_SESSION gone) {
    boolean ignored = gone.lose();
    tellRemoved(gone);
    gone.dropReference();
  }

  private void tellRemoved(SSL_SESSION session) {
    removeCallback.ifPresent(callback -> callback.remove(handle, session));
  }

  // ---- What connections do

  /** The session that a client asks a server for; the caller gets a reference. */
  Optional<SSL_SESSION> lookUp(SSL ssl, int version, Bytes id) {
    if (!has(LibSslSessionCache.SSL_SESS_CACHE_NO_INTERNAL_LOOKUP)) {
      Optional<SSL_SESSION> own = cache.find(version, id);
      if (own.isPresent()) {
        return own;
      }
      counters.count(Event.MISS);
    }
    return getCallback.flatMap(callback -> askFor(callback, ssl, id));
  }

  private Optional<SSL_SESSION> askFor(SSL_CTX_sess_get_cb callback, SSL ssl, Bytes id) {
    int[] copy = {1};
    SSL_SESSION found = callback.get(ssl, id.toArray(), id.length(), copy);
    if (found == null) {
      return Optional.empty();
    }
    boolean givenAway = copy[0] == 0;
    if (found.isLost()) {
      if (givenAway) {
        found.dropReference();
      }
      return Optional.empty();
    }
    counters.count(Event.CALLBACK_HIT);
    if (!givenAway) {
      found.addReference();
    }
    if (!has(LibSslSessionCache.SSL_SESS_CACHE_NO_INTERNAL_STORE)) {
      boolean ignored = add(found);
    }
    return Optional.of(found);
  }

  /**
   * A connection has a new session: it is kept, and the application told.
   *
   * @param side {@code SSL_SESS_CACHE_CLIENT} or {@code SSL_SESS_CACHE_SERVER}
   * @param keeps whether the context's own cache is meant for it
   */
  void made(SSL ssl, SSL_SESSION session, long side, boolean keeps) {
    if (session.id.isEmpty() || session.isLost()) {
      return;
    }
    if (has(side)) {
      if (keeps && !has(LibSslSessionCache.SSL_SESS_CACHE_NO_INTERNAL_STORE)) {
        boolean ignored = add(session);
      }
      newCallback.ifPresent(callback -> offer(callback, ssl, session));
    }
  }

  private static void offer(SSL_CTX_sess_new_cb callback, SSL ssl, SSL_SESSION session) {
    session.addReference();
    if (callback.sess(ssl, session) == 0) {
      session.dropReference();
    }
  }

  /** Now and then, when a connection is there, what is over is dropped. */
  void flushNowAndThen(long side) {
    Event good =
        side == LibSslSessionCache.SSL_SESS_CACHE_CLIENT ? Event.CONNECT_GOOD : Event.ACCEPT_GOOD;
    boolean due = (counters.of(good) & FLUSH_EVERY) == FLUSH_EVERY;
    if (due && has(side) && !has(LibSslSessionCache.SSL_SESS_CACHE_NO_AUTO_CLEAR)) {
      flush(now());
    }
  }
}
