// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.ServerHelloDone;
import java.util.Optional;

/**
 * The end of the server's first flight.
 *
 * @param flight what the server has said
 * @param request what it asked of us
 */
public record ExpectServerHelloDone(ServerFlight flight, Optional<CertificateRequest12> request)
    implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    ServerHelloDone done = received.expect(ServerHelloDone.class);
    assert done != null;
    io.transcript().add(received.bytes());
    return request.isPresent()
        ? new ChooseClientCredential12(flight, request.get())
        : SendClientKeyExchange.behind(flight, Optional.empty());
  }
}
