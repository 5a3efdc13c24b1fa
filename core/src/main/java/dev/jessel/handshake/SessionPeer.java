// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.session.Session;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.VerifyResult;

/**
 * Who the peer of a session was, when the session may be resumed. It is judged here and now: the
 * session may come from settings with another trust or another name, and what was good then may
 * have expired. An application may have it that the judgement of then stands.
 */
public final class SessionPeer {
  private SessionPeer() {}

  /** Whether there is anything to judge: the peer is asked who it is, and it has said so. */
  public static boolean matters(Session session, HandshakeIo io) {
    return io.config().checks().mode() != VerifyMode.NONE
        && !session.origin().peerChain().isEmpty();
  }

  /** Whether what the peer showed is good; {@link Wait#VERIFY_PEER} when it is answered later. */
  public static Answer<Boolean> isGood(Session session, HandshakeIo io) throws TlsException {
    if (!io.config().checks().resumed()) {
      return Answer.now(wasGood(session));
    }
    Answer<PathVerdict> answer = io.decisions().verifyPeer(session.origin().peerChain());
    return answer.isLater()
        ? Answer.later()
        : Answer.now(answer.value().result() == VerifyResult.OK);
  }

  /** Whether it was good when the session was made. */
  public static boolean wasGood(Session session) {
    return session.origin().verdict().filter(v -> v.result() == VerifyResult.OK).isPresent();
  }
}
