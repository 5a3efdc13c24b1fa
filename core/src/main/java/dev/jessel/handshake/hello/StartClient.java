// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/** Sends the first ClientHello of a handshake. */
public record StartClient() implements WorkState {
  @Override
  public Step run(HandshakeIo io) {
    HandshakeConfig.Preferences ours = io.config().preferences();
    KeyShares shares =
        KeyShares.generate(
            io.crypto(), io.versions().hasTls13() ? ours.groups().shares() : List.of());
    Optional<Session> session = resumable(io);
    ClientHello hello = new ClientHelloDraft(io, shares, session).hello();
    io.facts().clientRandom(hello.random());
    io.facts().offeredSuites(hello.cipherSuites());
    io.facts().serverName(io.config().names().serverName());
    io.send(hello);
    return Step.to(new ExpectServerHello(new ClientOffer(hello, shares, session)));
  }

  /** A session of TLS 1.2 that can still be asked for. */
  private static Optional<Session> resumable(HandshakeIo io) {
    HandshakeConfig.Preferences ours = io.config().preferences();
    return io.previous()
        .map(PreviousHandshake::session)
        .orElse(io.config().older().session())
        .filter(session -> !session.version().isAtLeast(ProtocolVersion.TLS_1_3))
        .filter(session -> io.versions().includes(session.version()))
        .filter(session -> ours.suites().contains(session.suite().suite()))
        .filter(session -> session.origin().serverName().equals(io.config().names().serverName()))
        // A session that has a ticket alone cannot be asked for where there shall be none.
        .filter(s -> s.ticket().isEmpty() || io.config().older().switches().sessionTickets())
        .filter(session -> !session.lifetime().isOver(io.now()))
        .filter(session -> isTrusted(session, io));
  }

  /** A server that was not accepted then, or has not the name that counts now, is asked again. */
  private static boolean isTrusted(Session session, HandshakeIo io) {
    HandshakeConfig.PeerChecks checks = io.config().checks();
    List<PeerCertificate> chain = session.origin().peerChain();
    if (checks.mode() == VerifyMode.NONE || chain.isEmpty()) {
      return true;
    }
    boolean accepted =
        session.origin().verdict().filter(v -> v.result() == VerifyResult.OK).isPresent();
    return accepted
        && checks.name().filter(name -> name.verify(chain.get(0)) != VerifyResult.OK).isEmpty();
  }
}
