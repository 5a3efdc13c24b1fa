// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.CertificateExtensions.BasicConstraints;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rules on extensions that OpenSSL checks from the leaf upwards before any signature. The trust
 * anchor is not exempt. PKIX as the JDK has it leaves out the purpose and the anchor.
 */
final class ChainRules {
  private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";

  private static final Set<String> UNDERSTOOD =
      Set.of(
          CertificateExtensions.SUBJECT_KEY_IDENTIFIER,
          CertificateExtensions.KEY_USAGE,
          CertificateExtensions.SUBJECT_ALT_NAME,
          CertificateExtensions.BASIC_CONSTRAINTS,
          CertificateExtensions.NAME_CONSTRAINTS,
          CertificateExtensions.AUTHORITY_KEY_IDENTIFIER,
          CertificateExtensions.EXTENDED_KEY_USAGE,
          CertificateExtensions.NETSCAPE_CERT_TYPE,
          PROXY_CERT_INFO,
          PolicyExtensions.POLICIES,
          PolicyExtensions.POLICY_MAPPINGS,
          PolicyExtensions.POLICY_CONSTRAINTS,
          PolicyExtensions.INHIBIT_ANY_POLICY,
          CertificateExtensions.CRL_DISTRIBUTION_POINTS,
          CertificateExtensions.TLS_FEATURE);

  private final List<PeerCertificate> chain;
  private final PurposeRules purpose;
  private final PathRules rules;

  ChainRules(List<PeerCertificate> chain, Purpose purpose, PathRules rules) {
    this.chain = chain;
    this.purpose = PurposeRules.of(purpose);
    this.rules = rules;
  }

  /** Whether no critical extension is unknown. */
  static boolean understand(CertificateExtensions extensions) {
    return extensions.criticalOnesAreAmong(UNDERSTOOD);
  }

  /** The rules that are broken, from the leaf upwards. */
  Stream<Finding> findings() {
    return IntStream.range(0, chain.size())
        .boxed()
        .flatMap(depth -> broken(depth).map(result -> new Finding(result, depth)));
  }

  private Stream<VerifyResult> broken(int depth) {
    CertificateExtensions extensions = chain.get(depth).extensions();
    return Rule.broken(
        // Nobody can tell what the CA meant.
        new Rule(
            VerifyResult.INVALID_EXTENSION,
            () -> extensions.isMalformed() || extensions.hasDuplicates()),
        new Rule(
            VerifyResult.UNHANDLED_CRITICAL_EXTENSION,
            () -> !rules.has(VerifyFlag.IGNORE_CRITICAL) && !understand(extensions)),
        new Rule(
            VerifyResult.PROXY_CERTIFICATES_NOT_ALLOWED, () -> extensions.has(PROXY_CERT_INFO)),
        new Rule(VerifyResult.INVALID_CA, () -> depth > 0 && !isCa(depth)),
        new Rule(VerifyResult.INVALID_PURPOSE, () -> !fitsPurpose(depth)),
        new Rule(
            VerifyResult.PATH_LENGTH_EXCEEDED,
            () -> depth > 1 && issuersBelow(depth) > pathLength(extensions)));
  }

  private boolean fitsPurpose(int depth) {
    PeerCertificate certificate = chain.get(depth);
    return depth > 0
        ? purpose.allowIssuer(certificate)
        : purpose.allowLeaf(certificate, rules.leafUsage());
  }

  /** The issuers that count: self-issued ones do not. */
  private long issuersBelow(int depth) {
    return chain.subList(1, depth).stream().filter(one -> !one.isSelfIssued()).count();
  }

  // Intermediates must say that they are a CA. Of an anchor, which was chosen, less is asked: old
  // roots without extensions are still in use.
  private boolean isCa(int depth) {
    PeerCertificate certificate = chain.get(depth);
    CertificateExtensions extensions = certificate.extensions();
    if (!extensions.allowsAnyUsage(KeyUsageBit.KEY_CERT_SIGN)) {
      return false;
    }
    Optional<BasicConstraints> constraints = extensions.basicConstraints();
    if (constraints.isPresent()) {
      return constraints.get().isCa();
    }
    boolean isTop = depth == chain.size() - 1;
    boolean isOldRoot = certificate.fields().version() == 1 && Issuance.isSelfSigned(certificate);
    return isTop && (isOldRoot || extensions.assertsUsage(KeyUsageBit.KEY_CERT_SIGN));
  }

  private static int pathLength(CertificateExtensions extensions) {
    return extensions
        .basicConstraints()
        .map(constraints -> constraints.pathLength().orElse(Integer.MAX_VALUE))
        .orElse(Integer.MAX_VALUE);
  }
}
