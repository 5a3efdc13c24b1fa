// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.post;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.x509.PeerEvidence;

/**
 * The certificates that a client sent after the handshake are judged.
 *
 * @param before who asked for them
 * @param evidence what the client sent
 */
public record VerifyPostHandshakeClient(ExpectServerPostHandshake before, PeerEvidence evidence)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(evidence, io);
    return answer.isLater()
        ? Step.blocked(this, Wait.VERIFY_PEER)
        : Step.to(new ExpectPostHandshakeCertificateVerify(before, answer.value()));
  }
}
