// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What RFC 5280 demands of certificates beyond what is needed to judge them: OpenSSL's {@code
 * X509_V_FLAG_X509_STRICT}, and the profile's rules on serial numbers, criticality and the syntax
 * of host names besides. A CA without key usage passes, unlike there: RFC 5280 6.1.4 looks at the
 * extension only where it is present. Off unless asked for, since certificates that break them are
 * in use.
 */
final class StrictRules {
  private static final int MAX_SERIAL_BITS = 159; // RFC 5280 4.1.2.2: 20 octets, never negative
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(\\*\\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
              + "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private final List<PeerCertificate> chain;

  StrictRules(List<PeerCertificate> chain) {
    this.chain = chain;
  }

  /** The first rule that is broken, from the leaf upwards. */
  Optional<Finding> check() {
    for (int depth = 0; depth < chain.size(); depth++) {
      Optional<VerifyResult> broken = brokenBy(chain.get(depth), depth);
      if (broken.isPresent()) {
        return Optional.of(new Finding(broken.get(), depth));
      }
    }
    return Optional.empty();
  }

  private Optional<VerifyResult> brokenBy(PeerCertificate certificate, int depth) {
    CertificateExtensions extensions = certificate.extensions();
    boolean isCa = extensions.basicConstraints().map(c -> c.isCa()).orElse(false);
    return basics(certificate, isCa, depth)
        .or(() -> names(certificate, isCa))
        .or(() -> identifiers(certificate, isCa, depth))
        .or(() -> constraints(extensions, isCa));
  }

  private Optional<VerifyResult> basics(PeerCertificate certificate, boolean isCa, int depth) {
    CertificateExtensions extensions = certificate.extensions();
    boolean mayCertify = extensions.assertsUsage(KeyUsageBit.KEY_CERT_SIGN);
    boolean bounded =
        extensions.basicConstraints().map(c -> c.pathLength().isPresent()).orElse(false);
    BigInteger serial = certificate.serial();
    boolean isTop = depth == chain.size() - 1;
    if (certificate.fields().version() < 3 && !extensions.isEmpty()) {
      return Optional.of(VerifyResult.EXTENSIONS_REQUIRE_VERSION_3);
    }
    if (depth > 0 && extensions.basicConstraints().isEmpty()) {
      return Optional.of(VerifyResult.INVALID_CA);
    }
    if (isCa && !extensions.isCritical(CertificateExtensions.BASIC_CONSTRAINTS)) {
      return Optional.of(VerifyResult.CA_BCONS_NOT_CRITICAL);
    }
    if (bounded && !isCa) {
      return Optional.of(VerifyResult.PATHLEN_INVALID_FOR_NON_CA);
    }
    if (bounded && !mayCertify) {
      return Optional.of(VerifyResult.PATHLEN_WITHOUT_KU_KEY_CERT_SIGN);
    }
    if (mayCertify && !isCa) {
      return Optional.of(VerifyResult.KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA);
    }
    // RFC 5280 4.1.2.2. OpenSSL has no result for it, and old roots are numbered 0.
    boolean serialFits =
        serial.signum() > (isTop ? -1 : 0) && serial.bitLength() <= MAX_SERIAL_BITS;
    return serialFits ? Optional.empty() : Optional.of(VerifyResult.UNSPECIFIED);
  }

  private static Optional<VerifyResult> names(PeerCertificate certificate, boolean isCa) {
    CertificateExtensions extensions = certificate.extensions();
    boolean namesExist = extensions.has(CertificateExtensions.SUBJECT_ALT_NAME);
    boolean hasSubject = !certificate.fields().subject().isEmpty();
    if (certificate.fields().issuer().isEmpty()) {
      return Optional.of(VerifyResult.ISSUER_NAME_EMPTY);
    }
    if (!hasSubject && (isCa || !namesExist)) {
      return Optional.of(VerifyResult.SUBJECT_NAME_EMPTY);
    }
    if (namesExist && extensions.subjectAltNames().all().isEmpty()) {
      return Optional.of(VerifyResult.EMPTY_SUBJECT_ALT_NAME);
    }
    if (!hasSubject && !extensions.isCritical(CertificateExtensions.SUBJECT_ALT_NAME)) {
      return Optional.of(VerifyResult.EMPTY_SUBJECT_SAN_NOT_CRITICAL);
    }
    // RFC 5280 4.2.1.6: host names in the preferred syntax of RFC 1034.
    boolean wellFormed =
        extensions.subjectAltNames().dnsNames().stream().allMatch(StrictRules::isHostName);
    return wellFormed ? Optional.empty() : Optional.of(VerifyResult.UNSUPPORTED_NAME_SYNTAX);
  }

  private static boolean isHostName(String name) {
    return HOST_NAME.matcher(name).matches();
  }

  private Optional<VerifyResult> identifiers(PeerCertificate certificate, boolean isCa, int depth) {
    CertificateExtensions extensions = certificate.extensions();
    boolean hasIssuerKeyId = extensions.authorityKeyId().flatMap(id -> id.keyId()).isPresent();
    boolean isTop = depth == chain.size() - 1;
    if (extensions.isCritical(CertificateExtensions.AUTHORITY_KEY_IDENTIFIER)) {
      return Optional.of(VerifyResult.AUTHORITY_KEY_IDENTIFIER_CRITICAL);
    }
    if (extensions.isCritical(CertificateExtensions.SUBJECT_KEY_IDENTIFIER)) {
      return Optional.of(VerifyResult.SUBJECT_KEY_IDENTIFIER_CRITICAL);
    }
    // RFC 5280 4.2.1.1. Nobody needs the issuer of an anchor.
    if (!hasIssuerKeyId && !isTop) {
      return Optional.of(VerifyResult.MISSING_AUTHORITY_KEY_IDENTIFIER);
    }
    return isCa && extensions.subjectKeyId().isEmpty()
        ? Optional.of(VerifyResult.MISSING_SUBJECT_KEY_IDENTIFIER)
        : Optional.empty();
  }

  private static Optional<VerifyResult> constraints(
      CertificateExtensions extensions, boolean isCa) {
    Optional<NameConstraints> names = extensions.nameConstraints();
    // RFC 5280 4.2.1.10: only in a CA's certificate, critical, and never empty.
    boolean namesAreSound =
        names.isEmpty()
            || isCa
                && extensions.isCritical(CertificateExtensions.NAME_CONSTRAINTS)
                && !names.get().isEmpty();
    if (!namesAreSound) {
      return Optional.of(VerifyResult.INVALID_EXTENSION);
    }
    boolean dotted =
        names.stream()
            .flatMap(c -> Stream.concat(c.permitted().stream(), c.excluded().stream()))
            .anyMatch(base -> base.form() == GeneralName.Form.DNS && base.text().startsWith("."));
    if (dotted) {
      return Optional.of(VerifyResult.UNSUPPORTED_CONSTRAINT_SYNTAX);
    }
    // RFC 5280 4.2.1.11.
    boolean policiesAreSound =
        !extensions.has(ChainRules.POLICY_CONSTRAINTS)
            || extensions.isCritical(ChainRules.POLICY_CONSTRAINTS);
    return policiesAreSound ? Optional.empty() : Optional.of(VerifyResult.INVALID_POLICY_EXTENSION);
  }
}
