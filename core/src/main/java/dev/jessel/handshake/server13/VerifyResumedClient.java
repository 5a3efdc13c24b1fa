// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.session.PreSharedKey;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.VerifyResult;

/**
 * A session whose client showed certificates is resumed only if they are good here and now: it may
 * come from settings with another trust that share its keys, and what it trusted may have expired.
 *
 * @param terms what was chosen
 * @param chosen the key that stands for the session
 */
public record VerifyResumedClient(Terms terms, ChosenPsk chosen) implements WorkState {
  /** Whether there is anything to judge. */
  static boolean isNeeded(PreSharedKey psk, HandshakeIo io) {
    return io.config().checks().mode() != VerifyMode.NONE
        && !psk.session().origin().peerChain().isEmpty();
  }

  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PathVerdict> answer =
        io.decisions().verifyPeer(chosen.psk().session().origin().peerChain());
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    if (answer.value().result() != VerifyResult.OK) {
      chosen.proof().early().destroy();
      return Step.to(new ChooseServerCredential(terms));
    }
    return Step.to(new JudgeEarlyData(terms, chosen));
  }
}
