// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.keys.Hkdf;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.message.NewSessionTicket;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes tickets for one client, behind the handshake and later on.
 *
 * @param usable whether the client can come back with what it gets
 * @param suite the negotiated suite
 * @param resumption the resumption main secret, destroyed by {@link #destroy}
 */
public record TicketIssuer(boolean usable, SuiteParameters suite, Secret resumption) {
  static TicketIssuer of(Terms terms, Secret resumption) {
    // RFC 9846 4.3.9: only a client that named psk_dhe_ke can use what we send.
    boolean usable =
        terms
            .hello()
            .extensions()
            .find(PskKeyExchangeModes.class)
            .map(modes -> modes.modes().contains(PskKeyExchangeModes.PSK_DHE_KE))
            .orElse(false);
    return new TicketIssuer(usable, terms.suite(), resumption);
  }

  /**
   * Sends one ticket, if the application wants to give one.
   *
   * @param number how many were sent before, which makes the ticket's secret its own
   * @return false when the application answers later: nothing was sent, call again
   */
  public boolean issue(HandshakeIo io, int number) throws TlsException {
    byte[] ageAdd = new byte[Integer.BYTES];
    io.crypto().randomBytes(ageAdd);
    Session session = session(number, Integer.toUnsignedLong(ByteBuffer.wrap(ageAdd).getInt()), io);
    Answer<Optional<Bytes>> answer = io.decisions().ticket(session);
    if (answer.isLater()) {
      return false;
    }
    answer.value().ifPresent(ticket -> io.sendPostHandshake(message(session, ticket)));
    return true;
  }

  /** Forgets the secret: no more tickets. */
  public void destroy() {
    resumption.destroy();
  }

  private Session session(int number, long ageAdd, HandshakeIo io) {
    Bytes nonce = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    Secret psk = new Hkdf(io.crypto(), suite.hash()).resumptionPsk(resumption, nonce.toArray());
    return new Session(
        ProtocolVersion.TLS_1_3,
        suite,
        psk,
        new Session.Name(Bytes.EMPTY, nonce, ageAdd),
        new Session.Lifetime(io.now(), Session.DEFAULT_LIFETIME_SECONDS),
        io.facts().origin());
  }

  private static NewSessionTicket message(Session session, Bytes ticket) {
    return new NewSessionTicket(
        session.lifetimeSeconds(),
        session.name().ageAdd(),
        session.ticket(),
        ticket,
        Extensions.EMPTY);
  }
}
