// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Agreement12;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ExternalSession;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.List;
import java.util.Optional;

/**
 * The client has shown a ticket, and the application knows what it stands for: which main secret is
 * it, with this server's random?
 *
 * @param terms what is settled
 * @param hello the ServerHello
 */
public record FindExternalSession(ServerTerms terms, ServerHello hello) implements WorkState {
  /** Whether there is something to ask for. */
  static boolean isDue(ServerTerms terms, HandshakeIo io) {
    return io.config().older().external().known()
        && terms.agreement().dialect().hasExtensions()
        && !ticket(terms.offer().hello()).isEmpty();
  }

  private static Bytes ticket(ClientHello hello) {
    return hello
        .extensions()
        .find(SessionTicket.class)
        .map(SessionTicket::ticket)
        .orElse(Bytes.EMPTY);
  }

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Agreement12 agreement = terms.agreement();
    Bytes ticket = ticket(terms.offer().hello());
    Answer<Optional<ExternalSession>> answer =
        io.decisions()
            .externalSession(
                new ExternalSession.Wanted(
                    ticket,
                    List.of(agreement.suite().suite()),
                    agreement.clientRandom(),
                    agreement.serverRandom()));
    if (answer.isLater()) {
      return Step.blocked(this, Wait.PSK);
    }
    // As libssl: whoever shows a ticket of its own knows what is behind it.
    ExternalSession found =
        answer
            .value()
            .orElseThrow(
                () -> new TlsException(SslReason.CALLBACK_FAILED, "a ticket without a session"));
    Session session =
        found.session(
            agreement.dialect(),
            agreement.suite(),
            new Session.Name(terms.sessionId(), ticket, 0),
            agreement.extendedMainSecret(),
            io);
    return Step.to(new ExpectServerFlightOrChange(terms, hello, session));
  }
}
