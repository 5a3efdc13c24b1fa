// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.DigitalSignature;

/**
 * The client's key signs all messages so far.
 *
 * @param keys what the client holds
 * @param chosen whose key signs, and how
 */
public record SignClientVerify12(ClientKeys12 keys, ChosenCredential chosen) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<DigitalSignature> answer = chosen.signMessages12(keys.keys().main().secret(), io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SIGN);
    }
    io.facts().own(chosen.credential(), chosen.scheme());
    io.send(new CertificateVerify(answer.value().scheme(), answer.value().signature()));
    io.transcript().forgetMessages();
    return Step.to(new SendClientFinished12(keys));
  }
}
