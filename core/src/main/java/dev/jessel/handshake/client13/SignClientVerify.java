// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.message.CertificateVerify;

/**
 * The client's key signs the handshake.
 *
 * @param negotiated what is settled
 * @param keys the application keys
 * @param chosen whose key signs, and how
 */
public record SignClientVerify(Negotiated negotiated, ApplicationKeys keys, ChosenCredential chosen)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<CertificateVerify> answer = chosen.sign(false, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SIGN);
    }
    io.facts().own(chosen.credential(), chosen.scheme());
    io.send(answer.value());
    return Step.to(new SendClientFinished(negotiated, keys));
  }
}
