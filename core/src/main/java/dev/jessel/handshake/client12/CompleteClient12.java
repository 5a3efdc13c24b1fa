// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.handshake.Established;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyData;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.post.ExpectClientPostHandshake12;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.NewSessionTicket12;
import java.util.Optional;

/**
 * The server's Finished was right: an abbreviated handshake has the client's still to come, a full
 * one is over.
 *
 * @param keys what the client holds
 * @param ticket what the client may come back with
 * @param serverVerifyData what the server's Finished held
 */
public record CompleteClient12(
    ClientKeys12 keys, Optional<NewSessionTicket12> ticket, Bytes serverVerifyData)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) {
    ClientKeys12 done = keys.resumed().isPresent() ? keys.finish(io) : keys;
    session(io).ifPresent(session -> made(session, io));
    VerifyData said =
        new VerifyData(done.said().orElseThrow(), serverVerifyData, keys.resumed().isEmpty());
    keys.keys().destroy();
    return Step.to(new Established(new ExpectClientPostHandshake12(said)));
  }

  private static void made(Session session, HandshakeIo io) {
    io.facts().session(session);
    io.sessionReceived(session);
  }

  /** A session that the client did not have before. */
  private Optional<Session> session(HandshakeIo io) {
    Optional<NewSessionTicket12> given = ticket.filter(t -> !t.ticket().isEmpty());
    Session.Lifetime lifetime = lifetime(given, io);
    if (keys.resumed().isPresent()) {
      Session.Lifetime before = keys.resumed().get().lifetime();
      Session.Lifetime next = before.next(io.now(), lifetime.seconds());
      return given.map(t -> keys.resumed().get().withTicket(t.ticket(), next));
    }
    Bytes id = keys.terms().sessionId();
    if (given.isEmpty() && id.isEmpty()) {
      return Optional.empty();
    }
    Bytes name = given.map(NewSessionTicket12::ticket).orElse(Bytes.EMPTY);
    return Optional.of(keys.keys().session(new Session.Name(id, name, 0), lifetime, io));
  }

  /** RFC 5077 3.3: a hint of zero says nothing; then it is libssl's default, two hours. */
  private static Session.Lifetime lifetime(Optional<NewSessionTicket12> ticket, HandshakeIo io) {
    long hint = ticket.map(NewSessionTicket12::lifetimeHintSeconds).orElse(0L);
    long seconds = hint == 0 ? Session.DEFAULT_LIFETIME_SECONDS : hint;
    return new Session.Lifetime(io.now(), Math.min(seconds, Session.MAX_LIFETIME_SECONDS));
  }
}
