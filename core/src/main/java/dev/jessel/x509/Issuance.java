// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.CertificateExtensions.AuthorityKeyIdentifier;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Who may have issued whom, judged by names, key identifiers and algorithms. Signatures are checked
 * when the chain is complete.
 */
final class Issuance {
  private Issuance() {}

  static boolean isLikely(PeerCertificate issuer, PeerCertificate subject) {
    return CertificateNames.same(issuer.subjectDer(), subject.issuerDer())
        && keyIdentifiersAgree(issuer, subject)
        && subject.fields().signatureAlgorithm().matchesKey(issuer.fields().keyAlgorithm());
  }

  static boolean isSelfSigned(PeerCertificate certificate) {
    return isLikely(certificate, certificate);
  }

  /** The first likely issuer that is valid now; if none is, the one that was valid last. */
  static Optional<PeerCertificate> best(
      Collection<PeerCertificate> candidates, PeerCertificate subject, Instant now) {
    PeerCertificate best = null;
    for (PeerCertificate candidate : candidates) {
      if (!isLikely(candidate, subject)) {
        continue;
      }
      if (candidate.isValidAt(now)) {
        return Optional.of(candidate);
      }
      if (best == null || candidate.notAfter().isAfter(best.notAfter())) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  // RFC 5280 4.2.1.1: what the subject says of its issuer's key, where both sides say something.
  private static boolean keyIdentifiersAgree(PeerCertificate issuer, PeerCertificate subject) {
    Optional<AuthorityKeyIdentifier> claimed = subject.extensions().authorityKeyId();
    if (claimed.isEmpty()) {
      return true;
    }
    AuthorityKeyIdentifier claim = claimed.get();
    return (claim.keyId().isEmpty()
            || issuer.extensions().subjectKeyId().isEmpty()
            || claim.keyId().equals(issuer.extensions().subjectKeyId()))
        && (claim.serial().isEmpty() || claim.serial().get().equals(issuer.serial()))
        && (claim.issuerName().isEmpty()
            || CertificateNames.same(claim.issuerName().get(), issuer.issuerDer()));
  }
}
