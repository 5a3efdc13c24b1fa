// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.session.ClientSessions;
import dev.jessel.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A client's connection that may come back with a session that its context remembers. */
final class ReturningClient {
  private final ClientSessions sessions;
  private final Key key;
  private final Optional<Session> taken;
  private final AtomicBoolean givenBack = new AtomicBoolean();
  private volatile boolean alone;

  /**
   * Whose sessions these are.
   *
   * @param server its name, or its address
   * @param port its port, as far as the transport knows
   * @param configuration all that decides on whether it is trusted, and on who asks
   */
  private record Key(String server, Optional<String> port, List<Object> configuration) {}

  private ReturningClient(ClientSessions sessions, Key key, Optional<Session> taken) {
    this.sessions = sessions;
    this.key = key;
    this.taken = taken;
  }

  /**
   * A connection that takes a session; empty where none are remembered, or nobody can tell whose.
   *
   * @param address the server's, as far as the transport knows
   */
  static Optional<ReturningClient> of(SslSettings settings, Optional<String> address) {
    Optional<ClientSessions> store = settings.sessions().ofClient();
    if (store.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> server = settings.peerText().or(() -> address);
    if (server.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> port = address.map(text -> text.substring(text.lastIndexOf(':') + 1));
    Key key = new Key(server.get(), port, settings.trustedBy());
    return Optional.of(
        new ReturningClient(store.get(), key, store.get().take(key, settings.clock().instant())));
  }

  /** The settings with the session that was taken, unless the application named one itself. */
  SslSettings with(SslSettings settings) {
    return settings.sessions().session().isPresent()
        ? settings
        : settings.withSessions(s -> s.withSession(taken));
  }

  /**
   * Other settings hold from now on. Where this side shows something else of itself, or trusts
   * others, what the server gives belongs to no other connection.
   */
  void follow(SslSettings settings) {
    if (!settings.trustedBy().equals(key.configuration())) {
      alone = true;
    }
  }

  /** The server gave a session. */
  void keep(Session session) {
    if (!alone) {
      sessions.keep(key, session);
    }
  }

  /**
   * The session was not used; does nothing the second time.
   *
   * @param shown whether the server may have seen it, and then said nothing
   */
  void giveBack(boolean shown) {
    if (givenBack.compareAndSet(false, true)) {
      taken
          // A server that dies of it must not be shown it for ever.
          .filter(session -> !shown || session.mayBeShownAgain())
          .ifPresent(session -> sessions.giveBack(key, session));
    }
  }
}
