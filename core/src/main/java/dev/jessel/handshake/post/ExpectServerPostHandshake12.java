// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.VerifyData;
import dev.jessel.wire.message.ClientHello;

/**
 * On an established server of TLS 1.2 the client may begin another handshake; it is refused.
 *
 * @param said what the Finished messages held
 */
public record ExpectServerPostHandshake12(VerifyData said) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ClientHello hello = received.expect(ClientHello.class);
    assert hello != null;
    // RFC 5246 7.2.2: a server that does not want to says so with a warning.
    io.refuseRenegotiation();
    return this;
  }
}
