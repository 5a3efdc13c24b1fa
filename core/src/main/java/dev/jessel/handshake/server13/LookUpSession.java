// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CertificateTerms;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.SessionFound;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.ProtocolVersion;

/**
 * A key that a client offers may stand for a session.
 *
 * @param search which one it is
 */
public record LookUpSession(PskSearch search) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<SessionFound> answer =
        io.decisions().session(search.identity(), ProtocolVersion.TLS_1_3);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SESSION_LOOKUP);
    }
    io.facts().looked(answer.value());
    if (answer.value().session().isEmpty()) {
      return Step.to(new FindExternalKey(search));
    }
    Session session = answer.value().session().get();
    return Step.to(
        isUsable(session, io) ? search.found(PreSharedKey.resumption(session), io) : search.goOn());
  }

  private boolean isUsable(Session session, HandshakeIo io) throws TlsException {
    HandshakeConfig config = io.config();
    boolean clientMissing =
        config.checks().mode() == VerifyMode.REQUIRED
            && CertificateTerms.asksClient(io)
            && session.origin().peerChain().isEmpty();
    return session.isResumable()
        && session.version().equals(ProtocolVersion.TLS_1_3)
        // RFC 9846 4.7.1: the key goes with any suite of its hash.
        && session.suite().hash() == search.terms().suite().hash()
        // RFC 9846 4.7.1: a session belongs to the name that it was made for.
        && session.origin().serverName().equals(io.facts().serverName())
        && session.grant().context().equals(config.resumption().context())
        && !session.lifetime().isOver(io.now())
        && !clientMissing
        && io.decisions().takesSession(session);
  }
}
