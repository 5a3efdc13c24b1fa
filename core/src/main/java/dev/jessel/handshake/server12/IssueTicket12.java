// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.Optional;

/**
 * The session gets its name: a ticket, if one was promised, or else its id.
 *
 * @param keys what the server holds
 * @param clientVerifyData what the client's Finished held
 */
public record IssueTicket12(ServerKeys12 keys, Bytes clientVerifyData) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Session session = session(io);
    if (keys.session().givesTicket()) {
      Answer<Optional<Bytes>> answer = io.decisions().ticket(session);
      if (answer.isLater()) {
        return Step.blocked(this, Wait.TICKET);
      }
      // RFC 5077 3.3: what was promised comes, if only to say that there is none.
      io.send(
          new NewSessionTicket12(session.lifetimeSeconds(), answer.value().orElse(Bytes.EMPTY)));
      answer.value().ifPresent(ticket -> io.sessionIssued(session));
    } else if (!keys.session().id().isEmpty()) {
      io.decisions().keep(session);
      io.sessionIssued(session);
    }
    io.facts().session(session);
    return Step.to(new SendServerFinished12(keys, clientVerifyData));
  }

  private Session session(HandshakeIo io) {
    return keys.keys()
        .session(
            new Session.Name(keys.session().id(), Bytes.EMPTY, 0),
            new Session.Lifetime(io.now(), io.config().resumption().lifetimeSeconds()),
            io);
  }
}
