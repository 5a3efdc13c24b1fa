// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.CipherSpecState;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.RecordAligned;
import dev.jessel.session.Session;
import dev.jessel.wire.message.ServerHello;
import java.util.List;
import java.util.Optional;

/**
 * The server may resume a session that the application knows, and does not say so with a session
 * id: a change_cipher_spec says it, and any other message that the handshake is a full one.
 *
 * @param terms what is settled
 * @param hello the ServerHello
 * @param session what may be resumed
 */
public record ExpectServerFlightOrChange(ServerTerms terms, ServerHello hello, Session session)
    implements MessageState, CipherSpecState {
  @Override
  public HandshakeState handle(Received received, HandshakeIo io) throws TlsException {
    session.secret().destroy();
    return AcceptServerHello12.full(terms, hello, io).handle(received, io);
  }

  @Override
  public HandshakeState changed(RecordAligned aligned, HandshakeIo io) throws TlsException {
    if (io.previous().isPresent()) {
      io.previous().get().checkPeer(List.of());
    }
    // As libssl: a server that resumes this way sends no ticket, whatever it promised.
    return new ExpectServerChangeCipherSpec(
            AcceptServerHello12.resumed(terms, session, io), Optional.empty())
        .changed(aligned, io);
  }
}
