// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/** Sends the first ClientHello of a handshake. */
public record StartClient() implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Optional<Session> session = resumable(io);
    if (session.isPresent() && isJudgedAnew(session.get(), io)) {
      Answer<PathVerdict> answer = io.decisions().verifyPeer(session.get().origin().peerChain());
      if (answer.isLater()) {
        return Step.blocked(this, Wait.VERIFY_PEER);
      }
      session = session.filter(any -> answer.value().result() == VerifyResult.OK);
    }
    return Step.to(start(session, io));
  }

  private static ExpectServerHello start(Optional<Session> session, HandshakeIo io) {
    HandshakeConfig.Preferences ours = io.config().preferences();
    KeyShares shares =
        KeyShares.generate(
            io.crypto(), io.versions().hasTls13() ? ours.groups().shares() : List.of());
    ClientHello hello = new ClientHelloDraft(io, shares, session).hello();
    io.facts().clientRandom(hello.random());
    io.facts().offeredSuites(hello.cipherSuites());
    io.facts().serverName(io.config().names().serverName());
    Optional<Ssl2Message> ssl2 =
        io.ssl2()
            .filter(speaker -> ClientHelloDraft.isInSsl2(io))
            .map(speaker -> speaker.encode(hello, session));
    ssl2.ifPresentOrElse(io::send, () -> io.send(hello));
    return new ExpectServerHello(new ClientOffer(hello, shares, session, ssl2));
  }

  /** A session of TLS 1.2 or older that can still be asked for. */
  private static Optional<Session> resumable(HandshakeIo io) {
    HandshakeConfig.Preferences ours = io.config().preferences();
    return io.previous()
        .map(PreviousHandshake::session)
        .orElse(io.config().older().session())
        .filter(Session::isResumable)
        .filter(session -> !session.version().isAtLeast(ProtocolVersion.TLS_1_3))
        .filter(session -> io.versions().includes(session.version()))
        .filter(session -> isNameable(session, io))
        .filter(session -> ours.suites().contains(session.suite().suite()))
        .filter(session -> session.origin().serverName().equals(io.config().names().serverName()))
        // A session that has a ticket alone cannot be asked for where there shall be none.
        .filter(s -> s.ticket().isEmpty() || io.config().older().switches().sessionTickets())
        .filter(session -> !session.lifetime().isOver(io.now()))
        .filter(session -> io.previous().map(before -> before.allows(session)).orElse(true))
        .filter(session -> isTrusted(session, io));
  }

  /** RFC 5246 E.2: a hello in the format of SSLv2 has no place for the ids of newer versions. */
  private static boolean isNameable(Session session, HandshakeIo io) {
    return ClientHelloDraft.isInSsl2(io) == session.version().equals(ProtocolVersion.SSL_2);
  }

  /** A server that was not accepted then is asked again. */
  private static boolean isTrusted(Session session, HandshakeIo io) {
    return isUnproved(session, io)
        || session.origin().verdict().filter(v -> v.result() == VerifyResult.OK).isPresent();
  }

  /**
   * The session may come from settings with another trust or another name, and what was good then
   * may have expired. In a renegotiation it is the connection's own.
   */
  private static boolean isJudgedAnew(Session session, HandshakeIo io) {
    return io.previous().isEmpty() && !isUnproved(session, io);
  }

  /** Nobody asks who the server is, or the suite has it prove that without a certificate. */
  private static boolean isUnproved(Session session, HandshakeIo io) {
    return io.config().checks().mode() == VerifyMode.NONE || session.origin().peerChain().isEmpty();
  }
}
