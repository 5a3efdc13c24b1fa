// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.PKIXReason;
import java.util.Map;

/** Translates what the JDK says of a path into OpenSSL's results. */
final class PkixFailure {
  private static final int TOO_WEAK_FOR_ANYTHING = 80;

  private static final Map<Reason, VerifyResult> RESULTS =
      Map.ofEntries(
          Map.entry(BasicReason.EXPIRED, VerifyResult.CERT_HAS_EXPIRED),
          Map.entry(BasicReason.NOT_YET_VALID, VerifyResult.CERT_NOT_YET_VALID),
          Map.entry(BasicReason.INVALID_SIGNATURE, VerifyResult.CERT_SIGNATURE_FAILURE),
          Map.entry(BasicReason.REVOKED, VerifyResult.CERT_REVOKED),
          Map.entry(BasicReason.UNDETERMINED_REVOCATION_STATUS, VerifyResult.UNABLE_TO_GET_CRL),
          Map.entry(PKIXReason.NAME_CHAINING, VerifyResult.SUBJECT_ISSUER_MISMATCH),
          Map.entry(PKIXReason.INVALID_KEY_USAGE, VerifyResult.KEYUSAGE_NO_CERTSIGN),
          Map.entry(PKIXReason.INVALID_POLICY, VerifyResult.NO_EXPLICIT_POLICY),
          Map.entry(PKIXReason.UNRECOGNIZED_CRIT_EXT, VerifyResult.UNHANDLED_CRITICAL_EXTENSION),
          Map.entry(PKIXReason.NOT_CA_CERT, VerifyResult.INVALID_CA),
          Map.entry(PKIXReason.PATH_TOO_LONG, VerifyResult.PATH_LENGTH_EXCEEDED),
          Map.entry(PKIXReason.INVALID_NAME, VerifyResult.PERMITTED_VIOLATION),
          Map.entry(PKIXReason.NO_TRUST_ANCHOR, VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY));

  private PkixFailure() {}

  /** What is wrong with a certificate, taken for a leaf. */
  static VerifyResult of(CertPathValidatorException failure, PeerCertificate certificate) {
    if (failure.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
      return weakness(certificate);
    }
    VerifyResult known = RESULTS.get(failure.getReason());
    if (known != null) {
      return known;
    }
    if (failure.getCause() instanceof SignatureException) {
      return VerifyResult.CERT_SIGNATURE_FAILURE;
    }
    return failure.getCause() instanceof NoSuchAlgorithmException
        ? VerifyResult.UNSUPPORTED_SIGNATURE_ALGORITHM
        : VerifyResult.UNSPECIFIED;
  }

  // The JDK does not say whether the hash or the key displeases it.
  private static VerifyResult weakness(PeerCertificate certificate) {
    int hashBits = certificate.fields().signatureAlgorithm().securityBits();
    return hashBits < TOO_WEAK_FOR_ANYTHING
        ? VerifyResult.CA_MD_TOO_WEAK
        : VerifyResult.EE_KEY_TOO_SMALL;
  }
}
