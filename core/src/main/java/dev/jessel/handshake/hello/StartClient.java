// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.List;
import java.util.Optional;

/** Sends the first ClientHello of a handshake. */
public record StartClient() implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<List<PreSharedKey>> external =
        io.versions().hasTls13() ? io.decisions().clientKeys() : Answer.now(List.of());
    if (external.isLater()) {
      return Step.blocked(this, Wait.PSK);
    }
    Answer<List<Session>> sessions = Resumable.sessions(io);
    if (sessions.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    return Step.to(start(sessions.value(), external.value(), io));
  }

  private static ExpectServerHello start(
      List<Session> sessions, List<PreSharedKey> external, HandshakeIo io) throws TlsException {
    HandshakeConfig.Preferences ours = io.config().preferences();
    KeyShares shares =
        KeyShares.generate(
            io.crypto(), io.versions().hasTls13() ? ours.groups().shares() : List.of());
    Optional<Session> older = Resumable.older(sessions);
    PskOffers psks = PskOffers.of(Resumable.keys(sessions, external, io), io.crypto());
    Optional<EarlyOffer> early = EarlyOffer.of(psks, io);
    ClientHello hello =
        psks.complete(new ClientHelloDraft(io, shares, older, early.isPresent()).hello(), io);
    io.facts().clientRandom(hello.random());
    io.facts().offeredSuites(hello.cipherSuites());
    io.facts().serverName(io.config().names().serverName());
    Optional<Ssl2Message> ssl2 =
        io.ssl2()
            .filter(speaker -> ClientHelloDraft.isInSsl2(io))
            .map(speaker -> speaker.encode(hello, older));
    ssl2.ifPresentOrElse(io::send, () -> io.send(hello));
    early.ifPresent(offer -> offer.begin(io));
    return new ExpectServerHello(new ClientOffer(hello, shares, older, ssl2, psks));
  }
}
