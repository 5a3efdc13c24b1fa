// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.SessionFound;
import dev.jessel.handshake.SessionPeer;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/**
 * A client that names a session has it looked up: by its ticket, or else by its id.
 *
 * @param hello what the client said
 */
public record LookUpSession12(ClientHello hello) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Optional<Bytes> name = name(io);
    io.facts().looked(asksForTicket(io) ? io.decisions().emptyTicket() : SessionFound.NOTHING);
    if (name.isEmpty()) {
      return settle(Optional.empty(), io);
    }
    Answer<SessionFound> answer = io.decisions().session(name.get(), io.dialect().version());
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SESSION_LOOKUP);
    }
    if (answer.value().renewal().isPresent()) {
      io.facts().looked(answer.value());
    }
    Optional<Session> session =
        answer.value().session().isPresent()
            ? SessionRules12.usable(answer.value().session().get(), hello, io)
            : Optional.empty();
    return settle(session, io);
  }

  private Step settle(Optional<Session> session, HandshakeIo io) throws TlsException {
    Optional<SessionTicket> shown = hello.extensions().find(SessionTicket.class);
    if (shown.isPresent()) {
      io.decisions().peerTicket(shown.get().ticket());
    }
    return Step.to(
        session.isPresent()
            ? resume(session.get(), io)
            : FindExternalSession12.beforeFull(hello, io));
  }

  private WorkState resume(Session session, HandshakeIo io) {
    return SessionPeer.matters(session, io)
        ? new VerifyResumedClient12(hello, session)
        : new ResumeSession12(hello, session, ServerHello12.random(io));
  }

  /** RFC 5077 3.4: with a ticket the id means nothing. */
  private Optional<Bytes> name(HandshakeIo io) {
    if (io.previous().isPresent() && !io.renegotiation().resumes() || isExternal(io)) {
      return Optional.empty();
    }
    return ticket(io)
        .filter(ticket -> !ticket.isEmpty())
        .or(() -> Optional.of(hello.sessionId()).filter(id -> !id.isEmpty()));
  }

  /** As libssl: where the application knows what tickets stand for, they are none of ours. */
  private boolean isExternal(HandshakeIo io) {
    return io.config().older().external().known()
        && ticket(io).filter(ticket -> !ticket.isEmpty()).isPresent();
  }

  private boolean asksForTicket(HandshakeIo io) {
    return ticket(io).filter(Bytes::isEmpty).isPresent();
  }

  private Optional<Bytes> ticket(HandshakeIo io) {
    return hello
        .extensions()
        .find(SessionTicket.class)
        .map(SessionTicket::ticket)
        .filter(ticket -> io.config().older().switches().sessionTickets());
  }
}
