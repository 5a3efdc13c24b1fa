// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.SessionPeer;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;

/**
 * A session whose client showed certificates is resumed only if they are good here and now: it may
 * come from settings with another trust that share its keys, and what it trusted may have expired.
 *
 * @param terms what was chosen
 * @param chosen the key that stands for the session
 */
public record VerifyResumedClient(Terms terms, ChosenPsk chosen) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<Boolean> answer = SessionPeer.isGood(chosen.psk().session(), io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    if (!answer.value()) {
      chosen.proof().early().destroy();
      return Step.to(new ChooseServerCredential(terms));
    }
    return Step.to(new JudgeEarlyData(terms, chosen));
  }
}
