// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.CertificateExtensions.BasicConstraints;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules on extensions that OpenSSL checks from the leaf upwards before any signature. The trust
 * anchor is not exempt. PKIX as the JDK has it leaves out the purpose and the anchor.
 */
final class ChainRules {
  private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";
  private static final String ISSUING_POLICIES = "2.5.29.32";
  static final String POLICY_MAPPINGS = "2.5.29.33";
  static final String POLICY_CONSTRAINTS = "2.5.29.36";
  static final String INHIBIT_ANY_POLICY = "2.5.29.54";
  private static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";

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
          ISSUING_POLICIES,
          POLICY_MAPPINGS,
          POLICY_CONSTRAINTS,
          INHIBIT_ANY_POLICY,
          CRL_DISTRIBUTION_POINTS);

  private final List<PeerCertificate> chain;
  private final PurposeRules purpose;
  private final boolean leafUsageCounts;

  ChainRules(List<PeerCertificate> chain, Purpose purpose, boolean leafUsageCounts) {
    this.chain = chain;
    this.purpose = PurposeRules.of(purpose);
    this.leafUsageCounts = leafUsageCounts;
  }

  /** The first rule that is broken, if any. */
  Optional<Finding> check() {
    int issuersSoFar = 0; // that count: self-issued ones do not
    for (int depth = 0; depth < chain.size(); depth++) {
      Optional<VerifyResult> broken = brokenAt(depth, issuersSoFar);
      if (broken.isPresent()) {
        return Optional.of(new Finding(broken.get(), depth));
      }
      if (depth > 0 && !chain.get(depth).isSelfIssued()) {
        issuersSoFar++;
      }
    }
    return Optional.empty();
  }

  private Optional<VerifyResult> brokenAt(int depth, int issuersSoFar) {
    PeerCertificate certificate = chain.get(depth);
    CertificateExtensions extensions = certificate.extensions();
    if (extensions.isMalformed() || extensions.hasDuplicates()) {
      return Optional.of(VerifyResult.INVALID_EXTENSION); // nobody can tell what the CA meant
    }
    if (!extensions.criticalOnesAreAmong(UNDERSTOOD)) {
      return Optional.of(VerifyResult.UNHANDLED_CRITICAL_EXTENSION);
    }
    if (extensions.has(PROXY_CERT_INFO)) {
      return Optional.of(VerifyResult.PROXY_CERTIFICATES_NOT_ALLOWED);
    }
    if (depth > 0 && !isCa(depth)) {
      return Optional.of(VerifyResult.INVALID_CA);
    }
    boolean fits =
        depth > 0
            ? purpose.allowIssuer(certificate)
            : purpose.allowLeaf(certificate, leafUsageCounts);
    if (!fits) {
      return Optional.of(VerifyResult.INVALID_PURPOSE);
    }
    if (depth > 1 && issuersSoFar > pathLength(extensions)) {
      return Optional.of(VerifyResult.PATH_LENGTH_EXCEEDED);
    }
    return Optional.empty();
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
