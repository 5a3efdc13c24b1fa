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
   * Takes a verdict.
   *
   * @param chain what the peer sent, its own certificate first
   * @param verdict what was found
   * @param mode whether a bad verdict ends the handshake
   * @throws TlsException certificate_verify_failed with the alert that fits the verdict
   */
  public static PeerVerified accept(
      List<PeerCertificate> chain, PathVerdict verdict, VerifyMode mode) throws TlsException {
    if (verdict.result() != VerifyResult.OK && mode != VerifyMode.NONE) {
      throw TlsException.certificateRejected(verdict.result().alert(), verdict.result().text());
    }
    return new PeerVerified(chain);
  }

  /** The peer's own certificate. */
  public PeerCertificate leaf() {
    return chain.get(0);
  }
}
