// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Ssl2MessageState;
import dev.jessel.wire.message.Ssl2Message;

/**
 * The server shows with the client's challenge that it knows the master key.
 *
 * @param client what the client holds
 */
record ExpectServerVerify2(ClientKeys2 client) implements Ssl2MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    Ssl2Message message = received.expect(Ssl2Message.class);
    if (!Messages.body(message, MessageType.SERVER_VERIFY)
        .rest()
        .equals(client.terms().challenge())) {
      throw new TlsException(SslReason.DIGEST_CHECK_FAILED, "SERVER-VERIFY does not fit");
    }
    return new ExpectServerFinished2(client, false);
  }
}
