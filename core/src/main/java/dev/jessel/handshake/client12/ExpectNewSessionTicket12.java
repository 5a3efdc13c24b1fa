// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.Optional;

/**
 * The server promised a ticket (RFC 5077 3.3).
 *
 * @param keys what the client holds
 */
public record ExpectNewSessionTicket12(ClientKeys12 keys) implements MessageState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    NewSessionTicket12 ticket = received.expect(NewSessionTicket12.class);
    io.transcript().add(received.bytes());
    return new ExpectServerChangeCipherSpec(keys, Optional.of(ticket));
  }
}
