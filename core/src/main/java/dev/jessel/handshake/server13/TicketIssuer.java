// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.keys.Hkdf;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.Grease;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.TicketRequest;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.NewSessionTicket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes tickets for one client, behind the handshake and later on.
 *
 * @param usable whether the client can come back with what it gets
 * @param wanted how many it gets behind the handshake
 * @param suite the negotiated suite
 * @param resumption the resumption main secret, destroyed by {@link #destroy}
 */
public record TicketIssuer(boolean usable, int wanted, SuiteParameters suite, Secret resumption) {
  /** However many a client asks for (RFC 9149). */
  private static final int MAX_WANTED = 16;

  static TicketIssuer of(ServerKeys keys, Secret resumption, HandshakeIo io) throws TlsException {
    Extensions asked = keys.terms().hello().extensions();
    // RFC 9846 4.3.9: only a client that named a mode of ours can use what we send.
    boolean usable =
        io.config().resumption().modes().fit(asked)
            && (keys.withPsk() || io.decisions().makesSession(keys.terms().suite()));
    return new TicketIssuer(
        usable, wanted(asked, keys.withPsk(), io), keys.terms().suite(), resumption);
  }

  /** RFC 9149 3: what a client that asks for a number of tickets is told; empty for others. */
  static Optional<Integer> promised(Terms terms, boolean withPsk, HandshakeIo io) {
    Extensions asked = terms.hello().extensions();
    return asked.find(TicketRequest.class).map(request -> wanted(asked, withPsk, io));
  }

  private static int wanted(Extensions asked, boolean withPsk, HandshakeIo io) {
    int usual = io.config().behaviour().tickets();
    if (usual == 0 || !io.facts().givesTickets(withPsk, true)) {
      return 0;
    }
    // As libssl: who comes back has used one up, and gets one.
    return asked
        .find(TicketRequest.class)
        .map(request -> Math.min(MAX_WANTED, withPsk ? request.resumed() : request.fresh()))
        .orElse(withPsk ? 1 : usual);
  }

  /**
   * Sends one ticket long after the handshake, if the application wants to give one.
   *
   * @param number how many were sent before, which makes the ticket's secret its own
   * @return false when the application answers later: nothing was sent, call again
   */
  public boolean issue(HandshakeIo io, int number) throws TlsException {
    return issue(io, number, new Hkdf(io.crypto(), suite.hash()));
  }

  /**
   * As {@link #issue(HandshakeIo, int)}, with the {@code hkdf} of a handshake that still goes on.
   */
  boolean issue(HandshakeIo io, int number, Hkdf hkdf) throws TlsException {
    Session.Lifetime lifetime =
        io.facts().lifetime(io.now(), io.config().resumption().lifetimeSeconds());
    if (lifetime.seconds() == 0) {
      return true;
    }
    byte[] ageAdd = new byte[Integer.BYTES];
    io.crypto().randomBytes(ageAdd);
    Bytes nonce = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    Secret psk = hkdf.resumptionPsk(resumption, nonce.toArray());
    Session session =
        session(psk, Integer.toUnsignedLong(ByteBuffer.wrap(ageAdd).getInt()), lifetime, io);
    Answer<Optional<Bytes>> answer = io.decisions().ticket(session);
    if (answer.isLater()) {
      return false;
    }
    if (answer.value().isPresent()) {
      io.sendPostHandshake(message(session, nonce, answer.value().get(), io));
      io.sessionIssued(session);
    }
    return true;
  }

  /** Forgets the secret: no more tickets. */
  public void destroy() {
    resumption.destroy();
  }

  private Session session(Secret psk, long ageAdd, Session.Lifetime lifetime, HandshakeIo io) {
    return new Session(
        ProtocolVersion.TLS_1_3,
        suite,
        psk,
        new Session.Name(Bytes.EMPTY, Bytes.EMPTY, ageAdd),
        lifetime,
        io.facts().origin(),
        new Session.Grant(
            io.config().resumption().context(),
            io.config().resumption().earlyData().granted(),
            // As libssl: what was kept with the session that was resumed is kept with the next.
            io.facts()
                .session()
                .map(before -> before.grant().applicationData())
                .orElse(Bytes.EMPTY)));
  }

  private static NewSessionTicket message(
      Session session, Bytes nonce, Bytes ticket, HandshakeIo io) throws TlsException {
    List<Extension> extensions = new ArrayList<>();
    long maxEarlyData = session.grant().maxEarlyData();
    if (maxEarlyData != 0) {
      extensions.add(new EarlyDataIndication(OptionalLong.of(maxEarlyData)));
    }
    if (io.config().behaviour().variety().grease()) {
      ExtensionType nothing = new ExtensionType(Grease.value(io.crypto().random()));
      extensions.add(new UnknownExtension(nothing, Bytes.EMPTY));
    }
    extensions.addAll(CustomExtensions.write(ExtensionPlace.NEW_SESSION_TICKET, io));
    return new NewSessionTicket(
        session.lifetimeSeconds(),
        session.name().ageAdd(),
        nonce,
        ticket,
        Extensions.of(extensions));
  }
}
