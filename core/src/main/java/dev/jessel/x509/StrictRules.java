// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

  /** The rules that are broken, from the leaf upwards. */
  Stream<Finding> findings() {
    return IntStream.range(0, chain.size())
        .boxed()
        .flatMap(depth -> broken(depth).map(result -> new Finding(result, depth)));
  }

  private Stream<VerifyResult> broken(int depth) {
    PeerCertificate certificate = chain.get(depth);
    boolean isTop = depth == chain.size() - 1;
    boolean isCa = certificate.extensions().basicConstraints().map(c -> c.isCa()).orElse(false);
    return Stream.<Supplier<Stream<VerifyResult>>>of(
            () -> basics(certificate, isCa, depth > 0),
            () -> serial(certificate, isTop),
            () -> names(certificate, isCa),
            () -> identifiers(certificate, isCa, isTop),
            () -> constraints(certificate.extensions(), isCa))
        .flatMap(Supplier::get);
  }

  private static Stream<VerifyResult> basics(
      PeerCertificate certificate, boolean isCa, boolean isIssuer) {
    CertificateExtensions extensions = certificate.extensions();
    boolean mayCertify = extensions.assertsUsage(KeyUsageBit.KEY_CERT_SIGN);
    boolean bounded =
        extensions.basicConstraints().map(c -> c.pathLength().isPresent()).orElse(false);
    return Rule.broken(
        new Rule(
            VerifyResult.EXTENSIONS_REQUIRE_VERSION_3,
            () -> certificate.fields().version() < 3 && !extensions.isEmpty()),
        new Rule(
            VerifyResult.INVALID_CA, () -> isIssuer && extensions.basicConstraints().isEmpty()),
        new Rule(
            VerifyResult.CA_BCONS_NOT_CRITICAL,
            () -> isCa && !extensions.isCritical(CertificateExtensions.BASIC_CONSTRAINTS)),
        new Rule(VerifyResult.PATHLEN_INVALID_FOR_NON_CA, () -> bounded && !isCa),
        new Rule(VerifyResult.PATHLEN_WITHOUT_KU_KEY_CERT_SIGN, () -> bounded && !mayCertify),
        new Rule(VerifyResult.KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA, () -> mayCertify && !isCa));
  }

  // RFC 5280 4.1.2.2. OpenSSL has no result for it, and old roots are numbered 0.
  private static Stream<VerifyResult> serial(PeerCertificate certificate, boolean isTop) {
    BigInteger serial = certificate.serial();
    return Rule.broken(
        new Rule(
            VerifyResult.UNSPECIFIED,
            () -> serial.signum() <= (isTop ? -1 : 0) || serial.bitLength() > MAX_SERIAL_BITS));
  }

  private static Stream<VerifyResult> names(PeerCertificate certificate, boolean isCa) {
    CertificateExtensions extensions = certificate.extensions();
    boolean namesExist = extensions.has(CertificateExtensions.SUBJECT_ALT_NAME);
    boolean hasSubject = !certificate.fields().subject().isEmpty();
    return Rule.broken(
        new Rule(VerifyResult.ISSUER_NAME_EMPTY, () -> certificate.fields().issuer().isEmpty()),
        new Rule(VerifyResult.SUBJECT_NAME_EMPTY, () -> !hasSubject && (isCa || !namesExist)),
        new Rule(
            VerifyResult.EMPTY_SUBJECT_ALT_NAME,
            () -> namesExist && extensions.subjectAltNames().all().isEmpty()),
        new Rule(
            VerifyResult.EMPTY_SUBJECT_SAN_NOT_CRITICAL,
            () -> !hasSubject && !extensions.isCritical(CertificateExtensions.SUBJECT_ALT_NAME)),
        // RFC 5280 4.2.1.6: host names in the preferred syntax of RFC 1034.
        new Rule(
            VerifyResult.UNSUPPORTED_NAME_SYNTAX,
            () -> !extensions.subjectAltNames().dnsNames().stream().allMatch(StrictRules::isHost)));
  }

  private static boolean isHost(String name) {
    return HOST_NAME.matcher(name).matches();
  }

  private static Stream<VerifyResult> identifiers(
      PeerCertificate certificate, boolean isCa, boolean isTop) {
    CertificateExtensions extensions = certificate.extensions();
    return Rule.broken(
        new Rule(
            VerifyResult.AUTHORITY_KEY_IDENTIFIER_CRITICAL,
            () -> extensions.isCritical(CertificateExtensions.AUTHORITY_KEY_IDENTIFIER)),
        new Rule(
            VerifyResult.SUBJECT_KEY_IDENTIFIER_CRITICAL,
            () -> extensions.isCritical(CertificateExtensions.SUBJECT_KEY_IDENTIFIER)),
        // RFC 5280 4.2.1.1. Nobody needs the issuer of an anchor.
        new Rule(
            VerifyResult.MISSING_AUTHORITY_KEY_IDENTIFIER,
            () -> !isTop && extensions.authorityKeyId().flatMap(id -> id.keyId()).isEmpty()),
        new Rule(
            VerifyResult.MISSING_SUBJECT_KEY_IDENTIFIER,
            () -> isCa && extensions.subjectKeyId().isEmpty()));
  }

  private static Stream<VerifyResult> constraints(CertificateExtensions extensions, boolean isCa) {
    Optional<NameConstraints> names = extensions.nameConstraints();
    return Rule.broken(
        // RFC 5280 4.2.1.10: only in a CA's certificate, critical, and never empty.
        new Rule(
            VerifyResult.INVALID_EXTENSION,
            () ->
                names.isPresent()
                    && (!isCa
                        || !extensions.isCritical(CertificateExtensions.NAME_CONSTRAINTS)
                        || names.get().isEmpty())),
        new Rule(
            VerifyResult.UNSUPPORTED_CONSTRAINT_SYNTAX,
            () -> names.map(StrictRules::hasDottedHost).orElse(false)),
        // RFC 5280 4.2.1.11.
        new Rule(
            VerifyResult.INVALID_POLICY_EXTENSION,
            () ->
                extensions.has(PolicyExtensions.POLICY_CONSTRAINTS)
                    && !extensions.isCritical(PolicyExtensions.POLICY_CONSTRAINTS)));
  }

  private static boolean hasDottedHost(NameConstraints names) {
    return Stream.concat(names.permitted().stream(), names.excluded().stream())
        .anyMatch(base -> base.form() == GeneralName.Form.DNS && base.text().startsWith("."));
  }
}
