// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.CertificateKind12;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PeerVerified;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.Wait;
import dev.jessel.handshake.WorkState;
import dev.jessel.x509.PeerCertificate;
import java.util.List;

/**
 * The server's certificates are judged.
 *
 * @param terms what is settled
 * @param chain what the server sent
 */
public record VerifyServer12(ServerTerms terms, List<PeerCertificate> chain) implements WorkState {
  @Override
  public Step run(HandshakeIo io) throws TlsException {
    Answer<PeerVerified> answer = PeerVerified.judge(chain, io);
    if (answer.isLater()) {
      return Step.blocked(this, Wait.VERIFY_PEER);
    }
    PeerVerified verified = answer.value();
    CertificateKind12.check(terms.agreement(), terms.offer().groups(), verified.leaf(), io);
    return Step.to(
        terms.statusPromised()
            ? new ExpectCertificateStatus(terms, verified)
            : ExpectServerKeyExchange.behind(terms, verified));
  }
}
