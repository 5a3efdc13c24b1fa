// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Whether one certificate is signed with the key of another, as the JDK's path validator has it:
 * the signature, and the algorithms that the JDK's configuration disables. Each pair is looked at
 * once. Not safe for use by several threads.
 */
final class Links {
  private record Pair(PeerCertificate subject, PeerCertificate issuer) {}

  private final Instant now;
  private final Map<Pair, Optional<VerifyResult>> known = new HashMap<>();

  Links(Instant now) {
    this.now = now;
  }

  /** What is wrong with the signature on a certificate, at the depth where it stands. */
  Optional<VerifyResult> check(PeerCertificate subject, PeerCertificate issuer, int depth) {
    Pair pair = new Pair(subject, issuer);
    Optional<VerifyResult> result = known.get(pair);
    if (result == null) {
      result = validate(List.of(subject), issuer, clamp(subject)).map(Finding::result);
      known.put(pair, result);
    }
    // Whether the key of a leaf or of a CA is too weak is a matter of the place in the chain.
    return result.map(
        r -> r == VerifyResult.EE_KEY_TOO_SMALL && depth > 0 ? VerifyResult.CA_KEY_TOO_SMALL : r);
  }

  /**
   * The JDK's opinion of a whole chain, for the rules on policies (RFC 5280 6.1). It includes the
   * JDK's own name constraints, which are stricter than ours with common names.
   */
  Optional<Finding> checkWhole(List<PeerCertificate> chain) {
    int anchor = chain.size() - 1;
    return validate(chain.subList(0, anchor), chain.get(anchor), now);
  }

  // Dates are checked elsewhere, so that the order of findings is OpenSSL's.
  private Instant clamp(PeerCertificate subject) {
    if (subject.fields().notBefore().isEmpty() || subject.fields().notAfter().isEmpty()) {
      return now;
    }
    Instant from = subject.notBefore();
    Instant to = subject.notAfter();
    return now.isBefore(from) ? from : now.isAfter(to) ? to : now;
  }

  private static Optional<Finding> validate(
      List<PeerCertificate> path, PeerCertificate issuer, Instant date) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PeerCertificate certificate : path) {
      try {
        certificates.add(certificate.toX509());
      } catch (CertificateException e) {
        return Optional.of(unreadable(certificate, certificates.size()));
      }
    }
    try {
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor(issuer)));
      parameters.setDate(Date.from(date));
      parameters.setRevocationEnabled(false);
      parameters.setPolicyQualifiersRejected(false);
      CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.of(PkixFailure.of(e, path));
    } catch (TlsException e) {
      VerifyResult unusable = VerifyResult.UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY;
      return Optional.of(new Finding(unusable, path.size()));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(new Finding(VerifyResult.UNSPECIFIED, 0));
    }
  }

  // By name and key: what the issuer's certificate must be like is decided by OpenSSL's rules.
  private static TrustAnchor anchor(PeerCertificate certificate) throws TlsException {
    X500Principal name = new X500Principal(certificate.subjectDer().toArray());
    return new TrustAnchor(name, certificate.publicKey(), null);
  }

  // The JDK's parser refuses more than RFC 5280 does. One case that other software makes gets the
  // result that OpenSSL has for it in strict mode.
  private static Finding unreadable(PeerCertificate certificate, int depth) {
    CertificateExtensions extensions = certificate.extensions();
    boolean namelessSubject =
        certificate.fields().subject().isEmpty()
            && extensions.has(CertificateExtensions.SUBJECT_ALT_NAME)
            && !extensions.isCritical(CertificateExtensions.SUBJECT_ALT_NAME);
    VerifyResult result =
        namelessSubject
            ? VerifyResult.EMPTY_SUBJECT_SAN_NOT_CRITICAL
            : VerifyResult.INVALID_EXTENSION;
    return new Finding(result, depth);
  }
}
