// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.SessionCounters.Event;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Functions of a context's sessions: what is kept, who is told, and how often it was of use. A
 * callback runs on the thread whose call brought it about, while no lock of the cache is held: it
 * may call the functions of contexts and sessions, but none that reads, writes or performs
 * handshakes on its connection.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_session_cache_mode/">
 *     SSL_CTX_set_session_cache_mode(3)</a>
 */
public class LibSslSessionCache extends LibSslCustomExtensions {
  // ---- SSL_CTX_set_session_cache_mode

  /** Nothing is kept. */
  public static final long SSL_SESS_CACHE_OFF = 0x0;

  /** Clients' sessions are kept. */
  public static final long SSL_SESS_CACHE_CLIENT = 0x1;

  /** Servers' sessions are kept; the default. */
  public static final long SSL_SESS_CACHE_SERVER = 0x2;

  /** Both are. */
  public static final long SSL_SESS_CACHE_BOTH = SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_SERVER;

  /** What is over stays until it is flushed, and is not dropped every 256th connection. */
  public static final long SSL_SESS_CACHE_NO_AUTO_CLEAR = 0x80;

  /** The application's callback alone is asked. */
  public static final long SSL_SESS_CACHE_NO_INTERNAL_LOOKUP = 0x100;

  /** Nothing is kept in the context; callbacks are called all the same. */
  public static final long SSL_SESS_CACHE_NO_INTERNAL_STORE = 0x200;

  /** Both. */
  public static final long SSL_SESS_CACHE_NO_INTERNAL =
      SSL_SESS_CACHE_NO_INTERNAL_LOOKUP | SSL_SESS_CACHE_NO_INTERNAL_STORE;

  /** A session's time begins when it is put into the cache. */
  public static final long SSL_SESS_CACHE_UPDATE_TIME = 0x400;

  /** How many sessions a context keeps unless told otherwise. */
  public static final long SSL_SESSION_CACHE_MAX_SIZE_DEFAULT = 20_480;

  /** The most bytes of a session id. */
  public static final int SSL_MAX_SSL_SESSION_ID_LENGTH = 32;

  /** The most bytes of a session id context. */
  public static final int SSL_MAX_SID_CTX_LENGTH = 32;

  LibSslSessionCache() {}

  // ---- Callbacks

  /** Is told of each new session: of TLS 1.3 with each ticket. */
  @FunctionalInterface
  public interface SSL_CTX_sess_new_cb {
    /**
     * Hears of it.
     *
     * @param ssl the connection
     * @param sess the session, with a reference that is the callback's
     * @return 1 to keep the reference, 0 to give it back
     */
    int sess(SSL ssl, SSL_SESSION sess);
  }

  /** Is told of each session that goes. */
  @FunctionalInterface
  public interface SSL_CTX_sess_remove_cb {
    /**
     * Hears of it.
     *
     * @param ctx the context
     * @param sess the session, which the context had or not
     */
    void remove(SSL_CTX ctx, SSL_SESSION sess);
  }

  /** Is asked for a session that a server's context does not have. */
  @FunctionalInterface
  public interface SSL_CTX_sess_get_cb {
    /**
     * Finds it.
     *
     * @param ssl the connection
     * @param data the session's id
     * @param len the id's length
     * @param copy element 0 is 1: the connection adds a reference of its own. 0 gives it that of
     *     the callback
     * @return the session; null for none
     */
    SSL_SESSION get(SSL ssl, byte[] data, int len, int[] copy);
  }

  /** Makes the ids of a server's sessions. */
  @FunctionalInterface
  public interface GEN_SESSION_CB {
    /**
     * Makes one that nobody can guess and that no other session has: see {@link
     * #SSL_has_matching_session_id}.
     *
     * @param ssl the connection
     * @param id gets it
     * @param id_len element 0 is the room there is, and gets the id's length
     * @return 1, or 0 to end the handshake
     */
    int generate(SSL ssl, byte[] id, int[] id_len);
  }

  /** Says whether a server's client may come back. */
  @FunctionalInterface
  public interface SSL_not_resumable_session_cb {
    /**
     * Says it, in each full handshake.
     *
     * @param ssl the connection
     * @param is_forward_secure 1 when both throw their keys away afterwards; unlike libssl's also
     *     in TLS 1.3
     * @return 1 when it may not come back, and gets neither id nor ticket
     */
    int notResumable(SSL ssl, int is_forward_secure);
  }

  // ---- What is kept

  /** Sets what is kept, {@code SSL_SESS_CACHE_...}; returns what held before. */
  public static long SSL_CTX_set_session_cache_mode(SSL_CTX ctx, long mode) {
    long before = ctx.sessions().mode;
    ctx.sessions().mode = mode;
    return before;
  }

  /** What is kept, {@code SSL_SESS_CACHE_...}. */
  public static long SSL_CTX_get_session_cache_mode(SSL_CTX ctx) {
    return ctx.sessions().mode;
  }

  /** Sets how many sessions are kept at the most, 0 for any number; returns what held before. */
  public static long SSL_CTX_sess_set_cache_size(SSL_CTX ctx, long t) {
    return ctx.sessions().cache().capacity(t);
  }

  /** How many sessions are kept at the most; 0 for any number. */
  public static long SSL_CTX_sess_get_cache_size(SSL_CTX ctx) {
    return ctx.sessions().cache().capacity();
  }

  /**
   * Sets how long the sessions of connections to come may be used, in seconds; 0 is the default.
   * More than a week counts as a week, but is told by {@link #SSL_CTX_get_timeout}. Returns what
   * held before.
   */
  public static long SSL_CTX_set_timeout(SSL_CTX ctx, long t) {
    return ctx == null ? 0 : ctx.sessionTimeout(t);
  }

  /** How long sessions may be used, in seconds. */
  public static long SSL_CTX_get_timeout(SSL_CTX ctx) {
    return ctx == null ? 0 : ctx.sessionTimeout();
  }

  /** How long sessions may be used unless somebody says otherwise: 7200 seconds. */
  public static long SSL_get_default_timeout(SSL ssl) {
    return Session.DEFAULT_LIFETIME_SECONDS;
  }

  /** Keeps a session; 0 when it was there already. It gets a reference of the context's. */
  public static int SSL_CTX_add_session(SSL_CTX ctx, SSL_SESSION c) {
    return flag(ctx.sessions().add(c));
  }

  /** Drops a session, from which nobody resumes any more; 0 when it was not there. */
  public static int SSL_CTX_remove_session(SSL_CTX ctx, SSL_SESSION c) {
    return flag(c != null && ctx.sessions().remove(c));
  }

  /** Drops the sessions that are over at a time, in seconds since 1970; all of them at 0. */
  public static void SSL_CTX_flush_sessions(SSL_CTX ctx, long tm) {
    SSL_CTX_flush_sessions_ex(ctx, tm);
  }

  /** As {@link #SSL_CTX_flush_sessions}. */
  public static void SSL_CTX_flush_sessions_ex(SSL_CTX ctx, long tm) {
    if (tm == 0) {
      ctx.sessions().flushAll();
    } else {
      ctx.sessions().flush(Instant.ofEpochSecond(tm));
    }
  }

  /** The sessions that the context keeps now; a copy of the list, without references. */
  public static List<SSL_SESSION> SSL_CTX_sessions(SSL_CTX ctx) {
    return ctx.sessions().cache().all();
  }

  // ---- Who is told, and asked

  /** Sets who is told of new sessions; null for nobody. */
  public static void SSL_CTX_sess_set_new_cb(SSL_CTX ctx, SSL_CTX_sess_new_cb new_session_cb) {
    ctx.sessions().newCallback = Optional.ofNullable(new_session_cb);
  }

  /** Who is told of new sessions; null for nobody. */
  public static SSL_CTX_sess_new_cb SSL_CTX_sess_get_new_cb(SSL_CTX ctx) {
    return ctx.sessions().newCallback.orElse(null);
  }

  /** Sets who is told of sessions that go; null for nobody. */
  public static void SSL_CTX_sess_set_remove_cb(
      SSL_CTX ctx, SSL_CTX_sess_remove_cb remove_session_cb) {
    ctx.sessions().removeCallback = Optional.ofNullable(remove_session_cb);
  }

  /** Who is told of sessions that go; null for nobody. */
  public static SSL_CTX_sess_remove_cb SSL_CTX_sess_get_remove_cb(SSL_CTX ctx) {
    return ctx.sessions().removeCallback.orElse(null);
  }

  /** Sets who is asked for sessions that a server's context does not have; null for nobody. */
  public static void SSL_CTX_sess_set_get_cb(SSL_CTX ctx, SSL_CTX_sess_get_cb get_session_cb) {
    ctx.sessions().getCallback = Optional.ofNullable(get_session_cb);
  }

  /** Who is asked for sessions; null for nobody. */
  public static SSL_CTX_sess_get_cb SSL_CTX_sess_get_get_cb(SSL_CTX ctx) {
    return ctx.sessions().getCallback.orElse(null);
  }

  /** Sets who makes the ids of sessions; null for the library. Returns 1. */
  public static int SSL_CTX_set_generate_session_id(SSL_CTX ctx, GEN_SESSION_CB cb) {
    ctx.sessions().idCallback = Optional.ofNullable(cb);
    return 1;
  }

  /** As {@link #SSL_CTX_set_generate_session_id}, for one connection; null for its context's. */
  public static int SSL_set_generate_session_id(SSL ssl, GEN_SESSION_CB cb) {
    ssl.sessions().idCallback = Optional.ofNullable(cb);
    return 1;
  }

  /** 1 when the context keeps a session of the connection's version with this id. */
  public static int SSL_has_matching_session_id(SSL ssl, byte[] id, int id_len) {
    return flag(
        id_len <= SSL_MAX_SSL_SESSION_ID_LENGTH
            && ssl.sessions().isTaken(Bytes.copyOf(id, 0, id_len)));
  }

  /** Sets who says which clients may come back, for connections to come; null for nobody. */
  public static void SSL_CTX_set_not_resumable_session_callback(
      SSL_CTX ctx, SSL_not_resumable_session_cb cb) {
    ctx.sessions().refusalCallback = Optional.ofNullable(cb);
  }

  /** Sets who says whether a client may come back; null for nobody. */
  public static void SSL_set_not_resumable_session_callback(
      SSL ssl, SSL_not_resumable_session_cb cb) {
    ssl.sessions().refusalCallback = Optional.ofNullable(cb);
  }

  // ---- What sessions belong to

  /**
   * Sets which sessions belong here: those of another context are not resumed. A server that
   * verifies clients must set it, or who comes back to it fails.
   *
   * @param sid_ctx_len up to 32
   * @return 1, or 0 when it is too long
   * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_session_id_context/">
   *     SSL_CTX_set_session_id_context(3)</a>
   */
  public static int SSL_CTX_set_session_id_context(SSL_CTX ctx, byte[] sid_ctx, int sid_ctx_len) {
    return flag(ctx.sessionIdContext(sid_ctx, sid_ctx_len));
  }

  /** As {@link #SSL_CTX_set_session_id_context}, for one connection. */
  public static int SSL_set_session_id_context(SSL ssl, byte[] sid_ctx, int sid_ctx_len) {
    return flag(ssl.sessionIdContext(sid_ctx, sid_ctx_len));
  }

  // ---- How often

  /** How many sessions the context keeps. */
  public static long SSL_CTX_sess_number(SSL_CTX ctx) {
    return ctx.sessions().cache().size();
  }

  /** How many handshakes clients have begun. */
  public static long SSL_CTX_sess_connect(SSL_CTX ctx) {
    return count(ctx, Event.CONNECT);
  }

  /** How many handshakes clients have completed. */
  public static long SSL_CTX_sess_connect_good(SSL_CTX ctx) {
    return count(ctx, Event.CONNECT_GOOD);
  }

  /** How many renegotiations were begun by the clients of a context. */
  public static long SSL_CTX_sess_connect_renegotiate(SSL_CTX ctx) {
    return count(ctx, Event.CONNECT_RENEGOTIATE);
  }

  /** How many handshakes servers have begun. */
  public static long SSL_CTX_sess_accept(SSL_CTX ctx) {
    return count(ctx, Event.ACCEPT);
  }

  /** How many handshakes servers have completed. */
  public static long SSL_CTX_sess_accept_good(SSL_CTX ctx) {
    return count(ctx, Event.ACCEPT_GOOD);
  }

  /** How many renegotiations were begun by the servers of a context. */
  public static long SSL_CTX_sess_accept_renegotiate(SSL_CTX ctx) {
    return count(ctx, Event.ACCEPT_RENEGOTIATE);
  }

  /** How many sessions were resumed. */
  public static long SSL_CTX_sess_hits(SSL_CTX ctx) {
    return count(ctx, Event.HIT);
  }

  /** How many sessions the callback has found. */
  public static long SSL_CTX_sess_cb_hits(SSL_CTX ctx) {
    return count(ctx, Event.CALLBACK_HIT);
  }

  /** How many sessions that clients asked for were not in the context's cache. */
  public static long SSL_CTX_sess_misses(SSL_CTX ctx) {
    return count(ctx, Event.MISS);
  }

  /** How many sessions that clients asked for were over. */
  public static long SSL_CTX_sess_timeouts(SSL_CTX ctx) {
    return count(ctx, Event.TIMEOUT);
  }

  /** How many sessions had to go since there were too many. */
  public static long SSL_CTX_sess_cache_full(SSL_CTX ctx) {
    return count(ctx, Event.CACHE_FULL);
  }

  private static long count(SSL_CTX ctx, Event event) {
    return ctx.sessions().counters().of(event);
  }
}
