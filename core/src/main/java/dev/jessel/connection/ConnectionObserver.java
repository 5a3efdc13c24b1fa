// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.AlertDescription;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;

/**
 * Is told what happens on a connection. All methods do nothing unless overridden; they must not
 * call the connection back.
 */
public interface ConnectionObserver {
  /** Hears nothing. */
  ConnectionObserver NONE = new ConnectionObserver() {};

  /** True when messages shall be told; copying them costs. */
  default boolean wantsMessages() {
    return false;
  }

  /** True when {@link #keyLogLine} shall be called. */
  default boolean wantsKeyLog() {
    return false;
  }

  /** A handshake message was sent or received; four header bytes and body. */
  default void handshakeMessage(boolean sent, Bytes message) {}

  /** A message in the format of SSLv2 was sent or received; its first byte is its type. */
  default void ssl2Message(boolean sent, Bytes message) {}

  /** A change_cipher_spec was sent or received. */
  default void changeCipherSpec(boolean sent) {}

  /** An alert was sent or received; level 1 is a warning, 2 is fatal. */
  default void alert(boolean sent, int level, AlertDescription alert) {}

  /** The handshake entered a state. */
  default void state(HandshakeState state) {}

  /** A secret, as a line of the NSS key log format without its line end. */
  default void keyLogLine(String line) {}

  /**
   * A handshake begins.
   *
   * @param again whether it is another one of the connection
   */
  default void handshakeBegun(boolean again) {}

  /** A handshake is complete. */
  default void handshakeDone(boolean resumed) {}

  /** A client received a session that it may resume. */
  default void session(Session session) {}

  /** A server made a session that its client may come back with. */
  default void sessionIssued(Session session) {}
}
