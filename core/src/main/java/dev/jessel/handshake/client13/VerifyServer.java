// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.DelegationCheck;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.extension.DelegatedKey;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.x509.PeerEvidence;
import java.util.Optional;

/**
 * The server's certificates are judged.
 *
 * @param negotiated what is settled
 * @param request what the server asked of us
 * @param evidence what the server sent
 * @param delegated the key that signs in place of its certificate's
 */
public record VerifyServer(
    Negotiated negotiated,
    Optional<CertificateRequest> request,
    PeerEvidence evidence,
    Optional<DelegatedKey> delegated)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(evidence, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    PeerVerified verified = answer.value();
    if (delegated.isPresent()) {
      verified = verified.with(DelegationCheck.check(delegated.get(), verified.leaf(), io));
      io.facts().delegated(verified.delegated());
    }
    return Step.to(new ExpectServerCertificateVerify(negotiated, request, verified));
  }
}
