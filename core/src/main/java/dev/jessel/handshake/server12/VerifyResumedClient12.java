// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.SessionPeer;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.Session;
import dev.jessel.wire.message.ClientHello;

/**
 * A session whose client showed certificates is resumed only if they are good here and now: it may
 * come from settings with another trust that share the store, and what it trusted may have expired.
 *
 * @param hello what the client said
 * @param session what it would like to resume
 */
public record VerifyResumedClient12(ClientHello hello, Session session) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<Boolean> answer = SessionPeer.isGood(session, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    return Step.to(
        answer.value()
            ? new ResumeSession12(hello, session, ServerHello12.random(io))
            : new ChooseServerCredential12(hello));
  }
}
