// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.VerifyResult;

/**
 * A session whose client showed certificates is resumed only if they are good here and now: it may
 * come from settings with another trust that share the store, and what it trusted may have expired.
 *
 * @param hello what the client said
 * @param session what it would like to resume
 */
public record VerifyResumedClient12(ClientHello hello, Session session) implements WorkState {
  /** Whether there is anything to judge. */
  static boolean isNeeded(Session session, HandshakeIo io) {
    return io.config().checks().mode() != VerifyMode.NONE
        && !session.origin().peerChain().isEmpty();
  }

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PathVerdict> answer = io.decisions().verifyPeer(session.origin().peerChain());
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    return Step.to(
        answer.value().result() == VerifyResult.OK
            ? new ResumeSession12(hello, session)
            : new ChooseServerCredential12(hello));
  }
}
