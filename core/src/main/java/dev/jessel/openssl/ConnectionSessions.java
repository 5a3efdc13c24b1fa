// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks;
import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslSessionStore;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibSslSessionCache.GEN_SESSION_CB;
import dev.jessel.openssl.LibSslSessionCache.SSL_not_resumable_session_cb;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.openssl.SessionCounters.Event;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sessions of one connection: the one that it has now, and what it makes, takes and gives up.
 * To the engine it is a server's store, behind which there are the context's cache and callbacks.
 */
final class ConnectionSessions implements SslSessionStore, SslCallbacks.SessionPolicy {
  private static final int ID_LENGTH = 32;

  private final SSL handle;
  private final ContextSessions home;
  private volatile Optional<SSL_SESSION> current = Optional.empty();
  private volatile boolean bare;
  private Optional<SSL_SESSION> asked = Optional.empty();
  private boolean told;
  private boolean chosen;
  Optional<GEN_SESSION_CB> idCallback = Optional.empty();
  Optional<SSL_not_resumable_session_cb> refusalCallback;

  /**
   * Those of a connection.
   *
   * @param home those of the context that it is made with; another one that it goes on with has no
   *     say
   */
  ConnectionSessions(SSL handle, ContextSessions home) {
    this.handle = handle;
    this.home = home;
    this.refusalCallback = home.refusalCallback;
  }

  // ---- The session of the connection

  /** What the application wants to come back with, or what there is; empty before. */
  Optional<SSL_SESSION> current() {
    if (handle.sealing().isPresent()) {
      return handle.sealing();
    }
    Optional<SSL_SESSION> now = current;
    return now.isPresent() && !bare ? now : describe();
  }

  /** As long as nobody can come back to it, it is what is known of the connection. */
  private synchronized Optional<SSL_SESSION> describe() {
    if (current.isEmpty() && !handle.calls().isBefore()) {
      Optional<SslSession> known = handle.ssl().session();
      current = Optional.of(known.map(this::handleOf).orElseGet(SSL_SESSION::new));
      bare = known.isEmpty();
    }
    if (bare) {
      current.ifPresent(session -> session.describe(handle));
    }
    return current;
  }

  /** A client shall come back with a session; null for none. */
  void use(SSL_SESSION session) {
    dropBad();
    if (session != null) {
      session.addReference();
    }
    become(Optional.ofNullable(session));
    chosen = true;
  }

  /** Whether the application has said what to come back with, be it with nothing. */
  boolean isChosen() {
    return chosen;
  }

  /** What a client asks its server for. */
  Optional<SslSession> offered() {
    return current.filter(SSL_SESSION::isResumable).flatMap(SSL_SESSION::session);
  }

  /** The connection begins anew: a client tries to come back to the session that it has. */
  void startOver() {
    chosen |= current.isPresent();
  }

  /** A connection that is given up without a goodbye takes its session along. */
  void dropBad() {
    boolean said = (handle.calls().shutdownState() & LibSslTypes.SSL_SENT_SHUTDOWN) != 0;
    if (!said && !handle.calls().isInInit() && current.isPresent()) {
      boolean ignored = home.remove(current.get());
      become(Optional.empty());
    }
  }

  /** The connection is no more: it has no session either. */
  void forget() {
    become(Optional.empty());
  }

  private synchronized void become(Optional<SSL_SESSION> other) {
    current.ifPresent(SSL_SESSION::dropReference);
    current = other;
    bare = false;
  }

  private SSL_SESSION handleOf(SslSession session) {
    SSL_SESSION made = new SSL_SESSION(session);
    made.maxFragment = handle.notes().maxFragment();
    current.ifPresent(made::dataOf);
    return made;
  }

  // ---- What happens to the connection

  /** Another handshake begins. */
  void started(boolean server, boolean first) {
    told = false;
    Event event =
        first
            ? server ? Event.ACCEPT : Event.CONNECT
            : server ? Event.ACCEPT_RENEGOTIATE : Event.CONNECT_RENEGOTIATE;
    home.counters().count(event);
  }

  /** A client has got a session. */
  void received(Ssl ssl, SslSession session) {
    boolean is13 = session.version().isAtLeast(ProtocolVersion.TLS_1_3);
    SSL_SESSION made = handleOf(session);
    boolean renewed = !is13 && ssl.isResumed();
    if (renewed && home.has(LibSslSessionCache.SSL_SESS_CACHE_CLIENT) && current.isPresent()) {
      // The ticket that was there before is out of date.
      boolean ignored = home.remove(current.get());
    }
    become(Optional.of(made));
    told = true;
    if (!renewed) {
      home.made(handle, made, LibSslSessionCache.SSL_SESS_CACHE_CLIENT, true);
    }
    if (is13) {
      home.flushNowAndThen(LibSslSessionCache.SSL_SESS_CACHE_CLIENT);
    }
  }

  /** A server gave a ticket that holds the session itself. */
  void issued(SslSession session) {
    boolean named = told;
    told = false;
    if (!named && session.version().isAtLeast(ProtocolVersion.TLS_1_3)) {
      boolean keeps = home.removeCallback.isPresent();
      made(session, freshName(), keeps);
    }
  }

  private void made(SslSession session, Bytes name, boolean keeps) {
    SSL_SESSION made = handleOf(session);
    made.id = name;
    become(Optional.of(made));
    boolean lacksContext =
        made.idContext.isEmpty() && (handle.verifyMode & LibSslTypes.SSL_VERIFY_PEER) != 0;
    if (!lacksContext) {
      home.made(handle, made, LibSslSessionCache.SSL_SESS_CACHE_SERVER, keeps);
    }
    home.flushNowAndThen(LibSslSessionCache.SSL_SESS_CACHE_SERVER);
  }

  /** The handshake is over. */
  void established(Ssl ssl) {
    boolean resumed = ssl.isResumed();
    if (ssl.isServer()) {
      dropAsked();
      home.counters().count(Event.ACCEPT_GOOD);
      return;
    }
    boolean is13 = ssl.version().equals(Optional.of(ProtocolVersion.TLS_1_3));
    if (!resumed && !told) {
      become(Optional.empty());
    }
    if (is13 && home.has(LibSslSessionCache.SSL_SESS_CACHE_CLIENT) && current.isPresent()) {
      // Who watches must not see a ticket twice.
      boolean ignored = home.remove(current.get());
    }
    if (resumed) {
      home.counters().count(Event.HIT);
    }
    if (!is13) {
      home.flushNowAndThen(LibSslSessionCache.SSL_SESS_CACHE_CLIENT);
    }
    home.counters().count(Event.CONNECT_GOOD);
  }

  /** A fatal alert, sent or received: nobody comes back to this. */
  void failed() {
    current.ifPresent(home::remove);
  }

  // ---- A server's store

  @Override
  public void keep(Bytes name, SslSession session) {
    told = true;
    made(session, name, true);
  }

  @Override
  public SslReply<Optional<SslSession>> find(Bytes name) {
    return SslReply.now(lookUp(name));
  }

  @Override
  public SslReply<Optional<SslSession>> take(Bytes name) {
    boolean named = (handle.options() & LibSslTypes.SSL_OP_NO_TICKET) != 0;
    Optional<SslSession> found = named ? lookUp(name) : Optional.empty();
    // RFC 9846 4.7.1: once is enough, where libssl lets a client come back again and again.
    return SslReply.now(found.filter(session -> asked.filter(home::take).isPresent()));
  }

  @Override
  public void remove(Bytes name) {
    // The alert that ends a session has told already.
  }

  private Optional<SslSession> lookUp(Bytes name) {
    dropAsked();
    if (name.length() > ID_LENGTH) {
      return Optional.empty();
    }
    asked = home.lookUp(handle, version(), name);
    if (asked.filter(this::isOver).isPresent()) {
      home.counters().count(Event.TIMEOUT);
      asked.ifPresent(home::remove);
      dropAsked();
    }
    return asked.flatMap(SSL_SESSION::session);
  }

  private void dropAsked() {
    asked.ifPresent(SSL_SESSION::dropReference);
    asked = Optional.empty();
  }

  private boolean isOver(SSL_SESSION session) {
    return session.endMillis() < home.now().toEpochMilli();
  }

  private int version() {
    return handle.ssl().version().orElse(ProtocolVersion.TLS_1_3).code();
  }

  // ---- A server's policy

  @Override
  public boolean makes(CipherSuite suite) {
    boolean forward =
        SuiteParameters.of(suite)
            .map(SuiteParameters::keyExchange)
            .filter(exchange -> exchange.isEphemeral() && !exchange.transportsKey())
            .isPresent();
    return refusalCallback.map(ask -> ask.notResumable(handle, forward ? 1 : 0) == 0).orElse(true);
  }

  @Override
  public Bytes name() {
    boolean kept =
        home.has(LibSslSessionCache.SSL_SESS_CACHE_SERVER)
            || version() == LibSslTypes.TLS1_3_VERSION;
    return kept ? freshName() : Bytes.EMPTY;
  }

  private Bytes freshName() {
    byte[] id = new byte[ID_LENGTH];
    int[] length = {id.length};
    Optional<GEN_SESSION_CB> callback = idCallback.or(() -> home.idCallback);
    if (callback.isEmpty()) {
      CallbackBridge.CRYPTO.randomBytes(id);
      return Bytes.of(id);
    }
    if (callback.get().generate(handle, id, length) == 0) {
      throw refusal(SslReason.SSL_SESSION_ID_CALLBACK_FAILED);
    }
    if (length[0] <= 0 || length[0] > id.length) {
      throw refusal(SslReason.SSL_SESSION_ID_HAS_BAD_LENGTH);
    }
    Bytes name = Bytes.of(Arrays.copyOf(id, length[0]));
    if (isTaken(name)) {
      throw refusal(SslReason.SSL_SESSION_ID_CONFLICT);
    }
    return name;
  }

  /** Whether a session of the connection's version has an id already. */
  boolean isTaken(Bytes id) {
    return home.cache().has(version(), id);
  }

  @Override
  public boolean takes(SslSession session) {
    boolean verifies = (handle.verifyMode & LibSslTypes.SSL_VERIFY_PEER) != 0;
    if (verifies && handle.sessionIdContext().isEmpty()) {
      throw refusal(SslReason.SESSION_ID_CONTEXT_UNINITIALIZED);
    }
    if (asked.filter(found -> found.id.equals(session.id())).isPresent()) {
      become(asked);
      asked = Optional.empty();
    }
    home.counters().count(Event.HIT);
    return true;
  }

  private static SslRefusal refusal(SslReason reason) {
    return new SslRefusal(reason, AlertDescription.INTERNAL_ERROR);
  }
}
