// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.ChosenCredential;
import dev.jessel.handshake.ClientProof;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.message.CertificateVerify;

/**
 * The server's key signs the handshake; its Finished ends the flight.
 *
 * @param keys what the server holds
 * @param chosen whose key signs, and how
 */
public record SignServerVerify(ServerKeys keys, ChosenCredential chosen) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<CertificateVerify> answer = chosen.sign(true, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.SIGN);
    }
    io.facts().own(chosen.credential(), chosen.scheme());
    io.send(answer.value());
    ApplicationKeys application = keys.sendFinished(io);
    return Step.to(
        keys.asksClient()
            ? new ExpectClientCertificate(keys, application)
            : new ExpectClientFinished(keys, application, ClientProof.notAsked()));
  }
}
