// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;

/** An observer that is the application's: what it throws is told from a fault of ours. */
final class GuardedObserver implements ConnectionObserver {
  private final ConnectionObserver guarded;

  /** Thrown in place of what the observer threw, which is the cause. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String told, RuntimeException cause) {
      super("a listener that was told of " + told + " threw " + cause.getClass().getName(), cause);
    }

    TlsException failure() {
      return new TlsException(SslReason.CALLBACK_FAILED, getMessage(), getCause());
    }
  }

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
  public void session(Session session) {
    tell("a session", () -> guarded.session(session));
  }

  private static void tell(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      throw new Broken(what, e);
    }
  }
}
