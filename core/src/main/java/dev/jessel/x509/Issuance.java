// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.CertificateExtensions.AuthorityKeyIdentifier;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who may have issued whom, judged by names, key identifiers and algorithms. Signatures are checked
 * when the chain is complete.
 */
final class Issuance {
  private Issuance() {}

  static boolean isLikely(PeerCertificate issuer, PeerCertificate subject) {
    return issuer.fields().subjectName().isSame(subject.fields().issuerName())
        && keyIdentifiersAgree(issuer, subject)
        && subject.fields().signatureAlgorithm().matchesKey(issuer.fields().keyAlgorithm());
  }

  static boolean isSelfSigned(PeerCertificate certificate) {
    return isLikely(certificate, certificate);
  }

  /** The first likely issuer that is valid now; if none is, the one that was valid last. */
  static Optional<PeerCertificate> best(
      Collection<PeerCertificate> candidates,
      PeerCertificate subject,
      Predicate<PeerCertificate> isCurrent) {
    PeerCertificate best = null;
    for (PeerCertificate candidate : candidates) {
      if (!isLikely(candidate, subject)) {
        continue;
      }
      if (isCurrent.test(candidate)) {
        return Optional.of(candidate);
      }
      if (best == null || candidate.notAfter().isAfter(best.notAfter())) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean keyIdentifiersAgree(PeerCertificate issuer, PeerCertificate subject) {
    return subject.extensions().authorityKeyId().map(claim -> agrees(claim, issuer)).orElse(true);
  }

  // RFC 5280 4.2.1.1: what is said of an issuer's key, where both sides say something.
  static boolean agrees(AuthorityKeyIdentifier claim, PeerCertificate issuer) {
    return (claim.keyId().isEmpty()
            || issuer.extensions().subjectKeyId().isEmpty()
            || claim.keyId().equals(issuer.extensions().subjectKeyId()))
        && (claim.serial().isEmpty() || claim.serial().get().equals(issuer.serial()))
        && (claim.issuerName().isEmpty()
            || claim.issuerName().get().isSame(issuer.fields().issuerName()));
  }
}
