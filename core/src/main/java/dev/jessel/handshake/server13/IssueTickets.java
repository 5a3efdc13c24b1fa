// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.Established;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.handshake.post.ExpectServerPostHandshake;
import dev.jessel.keys.Hkdf;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.message.NewSessionTicket;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The handshake is done; the client gets tickets to come back with, one for each run of this state.
 *
 * @param terms what was chosen
 * @param resumption the resumption main secret
 * @param sent tickets that are out already
 */
public record IssueTickets(Terms terms, Secret resumption, int sent) implements WorkState {
  /** Two hours, libssl's default. */
  private static final long LIFETIME_SECONDS = 7200;

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    if (sent >= wanted(io)) {
      resumption.destroy();
      return Step.to(new Established(new ExpectServerPostHandshake()));
    }
    byte[] ageAdd = new byte[Integer.BYTES];
    io.crypto().randomBytes(ageAdd);
    Session session = session(Integer.toUnsignedLong(ByteBuffer.wrap(ageAdd).getInt()), io);
    Answer<Optional<Bytes>> answer = io.decisions().ticket(session);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.TICKET);
    }
    answer.value().ifPresent(ticket -> io.sendPostHandshake(message(session, ticket)));
    return Step.to(new IssueTickets(terms, resumption, sent + 1));
  }

  /** RFC 9846 4.3.9: only a client that named psk_dhe_ke can use what we send. */
  private int wanted(HandshakeIo io) {
    boolean usable =
        terms
            .hello()
            .extensions()
            .find(PskKeyExchangeModes.class)
            .map(modes -> modes.modes().contains(PskKeyExchangeModes.PSK_DHE_KE))
            .orElse(false);
    return usable ? io.config().behaviour().tickets() : 0;
  }

  private Session session(long ageAdd, HandshakeIo io) {
    Bytes nonce = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(sent).array());
    Secret psk =
        new Hkdf(io.crypto(), terms.suite().hash()).resumptionPsk(resumption, nonce.toArray());
    return new Session(
        terms.suite(),
        psk,
        nonce,
        io.now(),
        LIFETIME_SECONDS,
        ageAdd,
        io.facts().serverName(),
        terms.applicationProtocol());
  }

  private static NewSessionTicket message(Session session, Bytes ticket) {
    return new NewSessionTicket(
        session.lifetimeSeconds(), session.ageAdd(), session.ticket(), ticket, Extensions.EMPTY);
  }
}
