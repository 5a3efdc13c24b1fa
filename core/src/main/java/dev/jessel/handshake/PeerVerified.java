// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.util.List;

/**
 * Proof that the peer's certificates were judged and that the judgement lets the handshake go on.
 */
public final class PeerVerified {
  private final List<PeerCertificate> chain;

  private PeerVerified(List<PeerCertificate> chain) {
    this.chain = chain;
  }

  /**
   * Has the peer's certificates judged and notes the verdict.
   *
   * @param chain what the peer sent, its own certificate first
   * @return the proof, or "later"
   * @throws TlsException certificate_verify_failed with the alert that fits the verdict, when a bad
   *     verdict is to end the handshake
   */
  public static Answer<PeerVerified> judge(List<PeerCertificate> chain, HandshakeIo io)
      throws TlsException {
    Answer<PathVerdict> answer = io.decisions().verifyPeer(chain);
    if (answer.isLater()) {
      return Answer.later();
    }
    VerifyResult result = answer.value().result();
    io.facts().verdict(answer.value());
    if (result != VerifyResult.OK && io.config().checks().mode() != VerifyMode.NONE) {
      throw TlsException.certificateRejected(result.alert(), result.text());
    }
    return Answer.now(new PeerVerified(chain));
  }

  /** The peer's own certificate. */
  public PeerCertificate leaf() {
    return chain.get(0);
  }
}
