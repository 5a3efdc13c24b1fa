// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.Optional;

/**
 * A session that is resumed gets another ticket, which was promised (RFC 5077 3.3).
 *
 * @param keys what the server holds
 * @param session what is resumed
 */
public record RenewTicket12(ServerKeys12 keys, Session session) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Session fresh =
        session.withLifetime(
            session.lifetime().next(io.now(), io.config().resumption().lifetimeSeconds()));
    Answer<Optional<Bytes>> answer =
        fresh.lifetimeSeconds() == 0 ? Answer.now(Optional.empty()) : io.decisions().ticket(fresh);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.TICKET);
    }
    io.send(new NewSessionTicket12(fresh.lifetimeSeconds(), answer.value().orElse(Bytes.EMPTY)));
    answer.value().ifPresent(ticket -> io.sessionIssued(fresh));
    return Step.to(
        new ExpectClientChangeCipherSpec(
            keys, ClientProof.resumed(session), Optional.of(keys.finish(io))));
  }
}
