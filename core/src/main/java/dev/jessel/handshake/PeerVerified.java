// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/**
 * Proof that the peer's certificates were judged and that the judgement lets the handshake go on.
 */
public final class PeerVerified {
  /** Characters of a subject that a message repeats. */
  private static final int MAX_SUBJECT = 200;

  private final List<PeerCertificate> chain;
  private final Optional<DelegatedCredential> delegated;

  private PeerVerified(List<PeerCertificate> chain, Optional<DelegatedCredential> delegated) {
    this.chain = chain;
    this.delegated = delegated;
  }

  /** As {@link #judge(PeerEvidence, HandshakeIo)}, for a peer that showed certificates alone. */
  public static Answer<PeerVerified> judge(List<PeerCertificate> chain, HandshakeIo io)
      throws TlsException {
    return judge(PeerEvidence.of(chain), io);
  }

  /**
   * Has what the peer showed judged and notes the verdict.
   *
   * @param evidence what the peer sent
   * @return the proof, or "later"
   * @throws TlsException certificate_verify_failed with the alert that fits the verdict, when a bad
   *     verdict is to end the handshake
   */
  public static Answer<PeerVerified> judge(PeerEvidence evidence, HandshakeIo io)
      throws TlsException {
    List<PeerCertificate> chain = evidence.presented();
    Answer<PathVerdict> answer = io.decisions().verifyPeer(evidence);
    if (answer.isLater()) {
      return Answer.later();
    }
    VerifyResult result = answer.value().result();
    io.facts().verdict(answer.value());
    if (result != VerifyResult.OK && io.config().checks().mode() != VerifyMode.NONE) {
      throw TlsException.certificateRejected(result.alert(), found(answer.value(), chain));
    }
    return Answer.now(new PeerVerified(chain, Optional.empty()));
  }

  /** What was found, and about whom: a name that the peer made up is cut and cleaned. */
  private static String found(PathVerdict verdict, List<PeerCertificate> chain) {
    String what = verdict.result().text() + " at depth " + verdict.depth();
    if (verdict.depth() >= chain.size()) {
      return what;
    }
    String subject = chain.get(verdict.depth()).subject().replaceAll("\\p{Cntrl}", "?");
    return what + ", subject " + subject.substring(0, Math.min(subject.length(), MAX_SUBJECT));
  }

  /** The same with a key, which was checked, that signs in place of the certificate's. */
  public PeerVerified with(DelegatedCredential checked) {
    return new PeerVerified(chain, Optional.of(checked));
  }

  /** The key that signs in place of the certificate's. */
  public Optional<DelegatedCredential> delegated() {
    return delegated;
  }

  /** The peer's own certificate. */
  public PeerCertificate leaf() {
    return chain.get(0);
  }
}
