// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * RFC 5280 section 6 as the JDK has it: signatures, dates, name constraints, policies, and the
 * algorithms that the JDK's configuration disables. Revocation is not looked at.
 */
final class PkixCheck {
  private final List<PeerCertificate> chain;
  private final Instant now;

  PkixCheck(List<PeerCertificate> chain, Instant now) {
    this.chain = chain;
    this.now = now;
  }

  /** What the JDK has against the chain, in OpenSSL's terms. */
  Optional<Finding> check() {
    if (chain.size() == 1) {
      return Optional.empty(); // the anchor itself: nothing is signed by anybody else
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (PeerCertificate certificate : belowAnchor()) {
      try {
        certificates.add(certificate.toX509());
      } catch (CertificateException e) {
        return Optional.of(refused(certificate, certificates.size()));
      }
    }
    return check(certificates);
  }

  private Optional<Finding> check(List<X509Certificate> certificates) {
    int anchorDepth = chain.size() - 1;
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
      PKIXParameters parameters = parameters(anchor(chain.get(anchorDepth)));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.of(PkixFailure.of(e, chain));
    } catch (TlsException e) {
      VerifyResult unusable = VerifyResult.UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY;
      return Optional.of(new Finding(unusable, anchorDepth));
    } catch (UnsupportedOperationException e) {
      // How the JDK says that it knows the kind of name but cannot constrain it.
      return Optional.of(new Finding(VerifyResult.UNSUPPORTED_CONSTRAINT_TYPE, 0));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(new Finding(VerifyResult.UNSPECIFIED, 0));
    }
  }

  // The JDK does not look at the name constraints of an anchor, and OpenSSL does. An anchor that
  // has some goes into the path as well, as a self-issued certificate, and so they count.
  private List<PeerCertificate> belowAnchor() {
    int anchorDepth = chain.size() - 1;
    PeerCertificate anchor = chain.get(anchorDepth);
    boolean constrains =
        anchor.extensions().has(CertificateExtensions.NAME_CONSTRAINTS) && anchor.isSelfIssued();
    return constrains ? chain : chain.subList(0, anchorDepth);
  }

  private PKIXParameters parameters(TrustAnchor anchor) throws InvalidAlgorithmParameterException {
    PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
    parameters.setDate(Date.from(now));
    parameters.setRevocationEnabled(false);
    parameters.setPolicyQualifiersRejected(false);
    return parameters;
  }

  // By name and key: what the anchor's certificate must be like is decided by OpenSSL's rules.
  static TrustAnchor anchor(PeerCertificate certificate) throws TlsException {
    X500Principal name = new X500Principal(certificate.subjectDer().toArray());
    return new TrustAnchor(name, certificate.publicKey(), null);
  }

  // The JDK's parser refuses more than RFC 5280 does. One case that other software makes gets the
  // result that OpenSSL has for it in strict mode.
  private static Finding refused(PeerCertificate certificate, int depth) {
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
