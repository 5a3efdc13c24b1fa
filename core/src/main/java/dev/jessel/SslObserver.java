// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.ConnectionObserver;
import dev.jessel.connection.Role;
import dev.jessel.error.AlertDescription;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/** Hands what happens on a connection to the listener and the key log. */
final class SslObserver implements ConnectionObserver {
  private final Ssl ssl;
  private final SslSettings settings;
  private final Role role;
  private final Optional<ReturningClient> returning;

  SslObserver(Ssl ssl, SslSettings settings, Role role, Optional<ReturningClient> returning) {
    this.ssl = ssl;
    this.role = role;
    this.settings = settings;
    this.returning = returning;
  }

  @Override
  public boolean wantsMessages() {
    return settings.listener().isPresent();
  }

  @Override
  public boolean wantsKeyLog() {
    return settings.keyLog().isPresent();
  }

  @Override
  public void handshakeMessage(boolean sent, Bytes message) {
    settings.listener().ifPresent(listener -> listener.handshakeMessage(ssl, sent, message));
  }

  @Override
  public void ssl2Message(boolean sent, Bytes message) {
    settings.listener().ifPresent(listener -> listener.ssl2Message(ssl, sent, message));
  }

  @Override
  public void changeCipherSpec(boolean sent) {
    settings.listener().ifPresent(listener -> listener.changeCipherSpec(ssl, sent));
  }

  @Override
  public void alert(boolean sent, int level, AlertDescription alert) {
    settings.listener().ifPresent(listener -> listener.alert(ssl, sent, level, alert));
  }

  @Override
  public void state(HandshakeState state) {
    if (settings.listener().isPresent()) {
      settings.listener().get().state(ssl, state.getClass().getSimpleName());
    }
  }

  @Override
  public void keyLogLine(String line) {
    settings.keyLog().ifPresent(log -> log.accept(line));
  }

  @Override
  public void handshakeBegun(boolean again) {
    settings.sessions().counters().begun(role, again);
  }

  @Override
  public void handshakeDone(boolean resumed) {
    settings.sessions().counters().done(role, resumed);
  }

  @Override
  public void session(Session session) {
    returning.ifPresent(client -> client.keep(session));
    settings.listener().ifPresent(listener -> listener.session(ssl, new SslSession(session)));
  }

  @Override
  public void sessionIssued(Session session) {
    settings.listener().ifPresent(listener -> listener.sessionIssued(ssl, new SslSession(session)));
  }
}
