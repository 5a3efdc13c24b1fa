// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.AlertDescription;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;

/** An observer that is the application's: what it throws is told from a fault of ours. */
final class GuardedObserver implements ConnectionObserver {
  private final ConnectionObserver guarded;

  GuardedObserver(ConnectionObserver guarded) {
    this.guarded = guarded;
  }

  @Override
  public boolean wantsMessages() {
    return guarded.wantsMessages();
  }

  @Override
  public boolean wantsKeyLog() {
    return guarded.wantsKeyLog();
  }

  @Override
  public void handshakeMessage(boolean sent, Bytes message) {
    tell("a handshake message", () -> guarded.handshakeMessage(sent, message));
  }

  @Override
  public void ssl2Message(boolean sent, Bytes message) {
    tell("a message of SSLv2", () -> guarded.ssl2Message(sent, message));
  }

  @Override
  public void changeCipherSpec(boolean sent) {
    tell("a change_cipher_spec", () -> guarded.changeCipherSpec(sent));
  }

  @Override
  public void alert(boolean sent, int level, AlertDescription alert) {
    tell("an alert", () -> guarded.alert(sent, level, alert));
  }

  @Override
  public void state(HandshakeState state) {
    tell("a state", () -> guarded.state(state));
  }

  @Override
  public void keyLogLine(String line) {
    tell("a secret", () -> guarded.keyLogLine(line));
  }

  @Override
  public void handshakeBegun(boolean again) {
    tell("a handshake", () -> guarded.handshakeBegun(again));
  }

  @Override
  public void handshakeDone(boolean resumed) {
    tell("a handshake", () -> guarded.handshakeDone(resumed));
  }

  @Override
  public void session(Session session) {
    tell("a session", () -> guarded.session(session));
  }

  @Override
  public void sessionIssued(Session session) {
    tell("a session", () -> guarded.sessionIssued(session));
  }

  private static void tell(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      throw new BrokenCallback("a listener that was told of " + what, e);
    }
  }
}
