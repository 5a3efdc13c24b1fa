// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.VerifyData;
import dev.jessel.handshake.hello.StartClient;
import dev.jessel.wire.message.HelloRequest;

/**
 * On an established client of TLS 1.2 the server may ask for another handshake.
 *
 * @param said what the Finished messages held
 */
public record ExpectClientPostHandshake12(VerifyData said) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    HelloRequest request = received.expect(HelloRequest.class);
    assert request != null;
    if (io.renegotiation().allowed()) {
      io.oweRenegotiation();
    } else {
      // RFC 5246 7.2.2: a client that does not want to says so with a warning.
      io.refuseRenegotiation();
    }
    return this;
  }

  /** The client begins another handshake. */
  public StartClient renegotiate(boolean resume, HandshakeIo io) {
    io.renegotiate(said, resume);
    return new StartClient();
  }
}
