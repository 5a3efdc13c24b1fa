// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.SessionFound;
import dev.jessel.handshake.Ssl2WorkState;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.Wait;
import dev.jessel.session.Session;
import dev.jessel.wire.ProtocolVersion;
import java.util.Optional;

/**
 * A client that names a session has it looked up.
 *
 * @param end the connection
 * @param hello what the client said
 */
record LookUpSession2(Ssl2End end, Ssl2ClientHello hello) implements Ssl2WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    if (hello.sessionId().isEmpty()) {
      return Step.to(new ChooseServerCredential2(end, hello));
    }
    Answer<SessionFound> answer = io.decisions().session(hello.sessionId(), ProtocolVersion.SSL_2);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SESSION_LOOKUP);
    }
    Optional<Session> session = answer.value().session().filter(found -> isUsable(found, io));
    return Step.to(
        session.isPresent()
            ? new ResumeSession2(end, hello, session.get())
            : new ChooseServerCredential2(end, hello));
  }

  private boolean isUsable(Session session, HandshakeIo io) {
    boolean clientMissing =
        io.config().checks().mode() == VerifyMode.REQUIRED
            && session.origin().peerChain().isEmpty();
    return session.isResumable()
        && session.version().equals(ProtocolVersion.SSL_2)
        && hello.cipherSpecs().contains(session.suite().suite())
        && io.config()
            .preferences()
            .suitesOf(ProtocolVersion.SSL_2)
            .contains(session.suite().suite())
        && session.grant().context().equals(io.config().resumption().context())
        && !session.lifetime().isOver(io.now())
        && !clientMissing;
  }
}
