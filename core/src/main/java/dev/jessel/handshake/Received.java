// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.HandshakeMessage;

/**
 * A message from the peer.
 *
 * @param message as decoded
 * @param bytes as it came, header included: what the transcript takes
 */
public record Received(HandshakeMessage message, Bytes bytes) {
  /**
   * The message as the type that a state expects.
   *
   * @throws TlsException unexpected_message when it is of another type
   */
  public <T extends HandshakeMessage> T expect(Class<T> type) throws TlsException {
    if (type.isInstance(message)) {
      return type.cast(message);
    }
    throw new TlsException(
        SslReason.UNEXPECTED_MESSAGE,
        "got " + message.type() + ", expected " + type.getSimpleName());
  }

  /** An error for a message that no branch of a state takes. */
  public TlsException unexpected() {
    return new TlsException(SslReason.UNEXPECTED_MESSAGE, "got " + message.type());
  }
}
