// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.AlertDescription;
import dev.jessel.wire.Bytes;

/**
 * Is told what happens on a connection. A method runs on the thread that called the {@link Ssl} and
 * must not call it back. All methods do nothing unless overridden.
 *
 * <p>What a method throws ends the connection with {@code CALLBACK_FAILED}, whose cause it is; but
 * where the method is told of the fatal alert of a failure, that failure stays the one reported,
 * and carries what the method threw as suppressed.
 */
public interface SslListener {
  /** The handshake entered a state; names are those of the state classes. */
  default void state(Ssl ssl, String state) {}

  /** A handshake message was sent or received: four header bytes and body. */
  default void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {}

  /**
   * A message in the format of SSLv2 was sent or received, without the header of its record: its
   * first byte is its type. Newer versions have a ClientHello alone that may be one.
   */
  default void ssl2Message(Ssl ssl, boolean sent, Bytes message) {}

  /** A change_cipher_spec was sent or received; in TLS 1.3 it means nothing (RFC 9846 E.4). */
  default void changeCipherSpec(Ssl ssl, boolean sent) {}

  /** An alert was sent or received; level 1 is a warning, 2 is fatal. */
  default void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {}

  /** A client received a ticket. */
  default void session(Ssl ssl, SslSession session) {}

  /**
   * A server made a session that its client may come back with: at the end of a full handshake up
   * to TLS 1.2, with each ticket in TLS 1.3.
   */
  default void sessionIssued(Ssl ssl, SslSession session) {}
}
