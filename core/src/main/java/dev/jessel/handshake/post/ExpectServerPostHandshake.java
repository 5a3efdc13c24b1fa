// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.KeyUpdate;

/** On an established server only a KeyUpdate may come. */
public record ExpectServerPostHandshake() implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    KeyUpdates.take(received.expect(KeyUpdate.class), io);
    return this;
  }
}
