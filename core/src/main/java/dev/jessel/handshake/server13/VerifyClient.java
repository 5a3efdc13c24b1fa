// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ApplicationKeys;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.x509.PeerEvidence;

/**
 * The client's certificates are judged.
 *
 * @param keys what the server holds
 * @param application the application keys
 * @param evidence what the client sent
 */
public record VerifyClient(ServerKeys keys, ApplicationKeys application, PeerEvidence evidence)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(evidence, io);
    return answer.isLater()
        ? Step.blocked(this, Wait.VERIFY_PEER)
        : Step.to(new ExpectClientCertificateVerify(keys, application, answer.value()));
  }
}
