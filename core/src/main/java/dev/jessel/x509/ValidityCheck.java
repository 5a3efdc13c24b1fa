// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.Optional;

/** The validity period of a certificate. */
final class ValidityCheck {
  private ValidityCheck() {}

  static Optional<VerifyResult> check(PeerCertificate certificate, Instant now) {
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
