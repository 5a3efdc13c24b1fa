// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The validity periods of a chain, the anchor's included, from the anchor down. */
final class ValidityCheck {
  private final List<PeerCertificate> chain;
  private final Instant now;

  ValidityCheck(List<PeerCertificate> chain, Instant now) {
    this.chain = chain;
    this.now = now;
  }

  Optional<Finding> check() {
    for (int depth = chain.size() - 1; depth >= 0; depth--) {
      Optional<VerifyResult> result = check(chain.get(depth));
      if (result.isPresent()) {
        return Optional.of(new Finding(result.get(), depth));
      }
    }
    return Optional.empty();
  }

  private Optional<VerifyResult> check(PeerCertificate certificate) {
    if (certificate.fields().notBefore().isEmpty()) {
      return Optional.of(VerifyResult.ERROR_IN_CERT_NOT_BEFORE_FIELD);
    }
    if (now.isBefore(certificate.notBefore())) {
      return Optional.of(VerifyResult.CERT_NOT_YET_VALID);
    }
    if (certificate.fields().notAfter().isEmpty()) {
      return Optional.of(VerifyResult.ERROR_IN_CERT_NOT_AFTER_FIELD);
    }
    return now.isAfter(certificate.notAfter())
        ? Optional.of(VerifyResult.CERT_HAS_EXPIRED)
        : Optional.empty();
  }
}
