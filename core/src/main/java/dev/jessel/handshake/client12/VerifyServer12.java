// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CertificateKind12;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.MessageState;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Received;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.x509.PeerEvidence;
import java.util.Optional;

/**
 * The server's certificates are judged.
 *
 * @param terms what is settled
 * @param evidence what the server sent
 * @param behind the message that came where an OCSP response might have come
 */
public record VerifyServer12(ServerTerms terms, PeerEvidence evidence, Optional<Received> behind)
    implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(evidence, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    PeerVerified verified = answer.value();
    CertificateKind12.check(terms.agreement(), terms.offer().groups(), verified.leaf(), io);
    MessageState next = ExpectServerKeyExchange.behind(terms, verified);
    return Step.to(behind.isPresent() ? next.handle(behind.get(), io) : next);
  }
}
