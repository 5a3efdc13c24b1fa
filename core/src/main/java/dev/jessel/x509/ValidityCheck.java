// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.stream.Stream;

/** The validity period of a certificate. */
final class ValidityCheck {
  private ValidityCheck() {}

  static Stream<VerifyResult> broken(PeerCertificate certificate, Instant now) {
    CertificateFields fields = certificate.fields();
    return Rule.broken(
        new Rule(VerifyResult.ERROR_IN_CERT_NOT_BEFORE_FIELD, () -> fields.notBefore().isEmpty()),
        new Rule(
            VerifyResult.CERT_NOT_YET_VALID,
            () -> fields.notBefore().filter(now::isBefore).isPresent()),
        new Rule(VerifyResult.ERROR_IN_CERT_NOT_AFTER_FIELD, () -> fields.notAfter().isEmpty()),
        new Rule(
            VerifyResult.CERT_HAS_EXPIRED,
            () -> fields.notAfter().filter(now::isAfter).isPresent()));
  }
}
