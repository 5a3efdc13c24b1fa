// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;

/**
 * Whether one certificate is signed with the key of another, as the JDK's path validator has it:
 * the signature, and the algorithms that the JDK's configuration disables. Each pair is looked at
 * once, and so is the signature on a revocation list. Not safe for use by several threads.
 */
final class Links {
  /** More signatures than this are not checked for one validation; then nothing is believed. */
  static final int MAX_SIGNATURES = 512;

  private record Pair(Object signed, PeerCertificate issuer) {}

  /** Critical extensions are looked at elsewhere: {@link ChainRules} knows those that count. */
  private static final class NoExtensions extends PKIXCertPathChecker {
    @Override
    public void init(boolean forward) {
      // Each link is looked at on its own.
    }

    @Override
    public boolean isForwardCheckingSupported() {
      return true;
    }

    @Override
    public Set<String> getSupportedExtensions() {
      return Set.of();
    }

    @Override
    public void check(Certificate certificate, Collection<String> unresolved) {
      unresolved.clear();
    }
  }

  private final Instant now;
  private final Map<Pair, Optional<VerifyResult>> known = new HashMap<>();
  private int checked;

  Links(Instant now) {
    this.now = now;
  }

  /** What is wrong with the signature on a certificate, which stands at some depth. */
  Optional<Finding> check(PeerCertificate subject, PeerCertificate issuer, int depth) {
    return once(new Pair(subject, issuer), () -> validate(subject, issuer.subjectDer(), issuer))
        .map(result -> placed(result, depth));
  }

  /**
   * Whether each certificate of a chain, from some depth on, is signed with the key of the next.
   */
  boolean hold(List<PeerCertificate> chain, int from) {
    return IntStream.range(from, chain.size() - 1)
        .allMatch(depth -> check(chain.get(depth), chain.get(depth + 1), depth).isEmpty());
  }

  /** Whether a certificate is signed with a key whose owner has shown no certificate. */
  boolean isSigned(PeerCertificate subject, PeerCertificate rawKey) {
    return once(new Pair(subject, rawKey), () -> validate(subject, subject.issuerDer(), rawKey))
        .isEmpty();
  }

  /** Whether a revocation list is signed with an issuer's key. */
  boolean isSigned(X509CRL list, PeerCertificate issuer) {
    return once(new Pair(list, issuer), () -> verify(list, issuer)).isEmpty();
  }

  /** Has what is signed looked at, unless it was before. */
  private Optional<VerifyResult> once(Pair pair, Supplier<Optional<VerifyResult>> look) {
    Optional<VerifyResult> result = known.get(pair);
    if (result == null) {
      checked++;
      result = checked > MAX_SIGNATURES ? Optional.of(VerifyResult.UNSPECIFIED) : look.get();
      known.put(pair, result);
    }
    return result;
  }

  // Whether the key of a leaf or of a CA is too weak is a matter of the place in the chain, and an
  // issuer's key that cannot be read is the issuer's problem.
  private static Finding placed(VerifyResult result, int depth) {
    if (result == VerifyResult.EE_KEY_TOO_SMALL && depth > 0) {
      return new Finding(VerifyResult.CA_KEY_TOO_SMALL, depth);
    }
    boolean issuers = result == VerifyResult.UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY;
    return new Finding(result, issuers ? depth + 1 : depth);
  }

  private static Optional<VerifyResult> verify(X509CRL list, PeerCertificate issuer) {
    try {
      list.verify(issuer.publicKey());
      return Optional.empty();
    } catch (TlsException | GeneralSecurityException e) {
      return Optional.of(VerifyResult.CRL_SIGNATURE_FAILURE);
    }
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

  private Optional<VerifyResult> validate(
      PeerCertificate subject, Bytes name, PeerCertificate key) {
    try {
      CertPath path =
          CertificateFactory.getInstance("X.509").generateCertPath(List.of(subject.toX509()));
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor(name, key)));
      parameters.setDate(Date.from(clamp(subject)));
      parameters.setRevocationEnabled(false);
      parameters.setPolicyQualifiersRejected(false);
      parameters.addCertPathChecker(new NoExtensions());
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      return Optional.empty();
    } catch (CertificateException e) {
      return Optional.of(unreadable(subject));
    } catch (CertPathValidatorException e) {
      return Optional.of(PkixFailure.of(e, subject));
    } catch (TlsException e) {
      return Optional.of(VerifyResult.UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY);
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.of(VerifyResult.UNSPECIFIED);
    }
  }

  // By name and key: what the issuer's certificate must be like is decided by OpenSSL's rules.
  private static TrustAnchor anchor(Bytes name, PeerCertificate key) throws TlsException {
    return new TrustAnchor(new X500Principal(name.toArray()), key.publicKey(), null);
  }

  // The JDK's parser refuses more than RFC 5280 does. One case that other software makes gets the
  // result that OpenSSL has for it in strict mode.
  private static VerifyResult unreadable(PeerCertificate certificate) {
    CertificateExtensions extensions = certificate.extensions();
    boolean namelessSubject =
        certificate.fields().subject().isEmpty()
            && extensions.has(CertificateExtensions.SUBJECT_ALT_NAME)
            && !extensions.isCritical(CertificateExtensions.SUBJECT_ALT_NAME);
    return namelessSubject
        ? VerifyResult.EMPTY_SUBJECT_SAN_NOT_CRITICAL
        : VerifyResult.INVALID_EXTENSION;
  }
}
