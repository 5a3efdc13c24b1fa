// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ExternalSession;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/**
 * Nothing that TLS knows is resumed: does the application know a session that this client means?
 *
 * @param hello what the client said
 * @param random the server's, which the application may derive the secret from
 */
public record FindExternalSession12(ClientHello hello, Bytes random) implements WorkState {
  /** What comes before a full handshake. */
  static WorkState beforeFull(ClientHello hello, HandshakeIo io) {
    if (!io.config().older().external().known() || !mayFollow(io)) {
      return new ChooseServerCredential12(hello);
    }
    Bytes random = ServerHello12.random(io);
    io.facts().serverRandom(random);
    return new FindExternalSession12(hello, random);
  }

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<Optional<ExternalSession>> answer =
        io.decisions()
            .externalSession(
                new ExternalSession.Wanted(
                    hello
                        .extensions()
                        .find(SessionTicket.class)
                        .map(SessionTicket::ticket)
                        .orElse(Bytes.EMPTY),
                    hello.cipherSuites(),
                    hello.random(),
                    random));
    if (answer.isLater()) {
      return Step.blocked(this, Wait.PSK);
    }
    return Step.to(
        answer.value().isPresent()
            ? new ResumeSession12(hello, session(answer.value().get(), io), random)
            : new ChooseServerCredential12(hello));
  }

  private Session session(ExternalSession found, HandshakeIo io) throws TlsException {
    return found.session(
        io.dialect(),
        suite(found, io),
        new Session.Name(hello.sessionId(), Bytes.EMPTY, 0),
        SessionRules12.isExtended(hello, io),
        io);
  }

  /** RFC 7627 5.4: who shows no certificate is no client that showed one before. */
  private static boolean mayFollow(HandshakeIo io) {
    return io.dialect().hasExtensions()
        && io.previous().map(PreviousHandshake::allowsAnonymous).orElse(true);
  }

  private SuiteParameters suite(ExternalSession found, HandshakeIo io) throws TlsException {
    if (found.suite().isEmpty()) {
      // No certificate is shown, so none has to be there.
      return new ServerChoices12(hello, io)
          .suites().stream()
              .findFirst()
              .orElseThrow(() -> new TlsException(SslReason.NO_SHARED_CIPHER));
    }
    CipherSuite named = found.suite().get();
    return SuiteParameters.of(named)
        .filter(suite -> hello.cipherSuites().contains(named) && isSpoken(suite, io))
        .orElseThrow(
            () ->
                new TlsException(
                    SslReason.BAD_DATA_RETURNED_BY_CALLBACK, "a session with the suite " + named));
  }

  private boolean isSpoken(SuiteParameters suite, HandshakeIo io) {
    return suite.mayServe(io.dialect().version())
        && io.dialect().supports(io.crypto(), suite)
        && ServerHello12.mayFollow(suite, hello, io);
  }
}
