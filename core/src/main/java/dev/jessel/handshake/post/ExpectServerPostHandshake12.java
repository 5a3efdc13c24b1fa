// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.VerifyData;
import dev.jessel.handshake.hello.ExpectClientHello;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.HelloRequest;

/**
 * On an established server of TLS 1.2 the client may begin another handshake.
 *
 * @param said what the Finished messages held
 * @param asked whether the server has asked for it
 */
public record ExpectServerPostHandshake12(VerifyData said, boolean asked) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ClientHello hello = received.expect(ClientHello.class);
    assert hello != null;
    if (!io.renegotiation().allowed() || !(asked || io.renegotiation().byClient())) {
      // RFC 5246 7.2.2: a server that does not want to says so with a warning.
      io.refuseRenegotiation();
      return this;
    }
    io.renegotiate(said, false);
    return new ExpectClientHello().handle(received, io);
  }

  /** The server asks for another handshake. */
  public ExpectServerPostHandshake12 renegotiate(HandshakeIo io) {
    // RFC 5246 7.4.1.1: it is asked for once, until the handshake that follows is over.
    if (!asked) {
      io.sendPostHandshake(new HelloRequest());
    }
    return new ExpectServerPostHandshake12(said, true);
  }
}
