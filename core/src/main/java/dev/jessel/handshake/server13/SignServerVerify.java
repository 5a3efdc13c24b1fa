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
import dev.jessel.keys.HandshakeSecrets;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.Finished;

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
    HandshakeSecrets secrets = keys.secrets();
    io.send(new Finished(secrets.finishedMac(secrets.serverTraffic(), io.transcript().hash())));
    ApplicationKeys application = ApplicationKeys.derive(secrets.main(), io);
    io.writeKeys(keys.terms().suite(), application.traffic().server());
    return Step.to(
        keys.asksClient()
            ? new ExpectClientCertificate(keys, application)
            : new ExpectClientFinished(keys, application, ClientProof.notAsked()));
  }
}
