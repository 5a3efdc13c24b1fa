// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.Optional;

/**
 * How a validator judges.
 *
 * @param securityLevel OpenSSL's, 0 to 5
 * @param partialChains whether an anchor may be other than self-signed
 * @param strict whether the profile of RFC 5280 is insisted on
 * @param leafUsage whether the key usage of the leaf is looked at
 * @param selfIssuedCount whether self-issued intermediates count against the depth
 * @param revocation which certificates are revoked; empty when nobody asks
 */
record PathRules(
    int securityLevel,
    boolean partialChains,
    boolean strict,
    boolean leafUsage,
    boolean selfIssuedCount,
    Optional<RevocationCheck> revocation) {
  private static final int DEFAULT_SECURITY_LEVEL = 2;

  /** OpenSSL's defaults. */
  static PathRules standard() {
    return new PathRules(DEFAULT_SECURITY_LEVEL, false, false, true, true, Optional.empty());
  }

  PathRules withSecurityLevel(int level) {
    return new PathRules(level, partialChains, strict, leafUsage, selfIssuedCount, revocation);
  }

  PathRules withPartialChains() {
    return new PathRules(securityLevel, true, strict, leafUsage, selfIssuedCount, revocation);
  }

  PathRules strictly() {
    return new PathRules(
        securityLevel, partialChains, true, leafUsage, selfIssuedCount, revocation);
  }

  PathRules withoutLeafUsage() {
    return new PathRules(securityLevel, partialChains, strict, false, selfIssuedCount, revocation);
  }

  PathRules withoutCountingSelfIssued() {
    return new PathRules(securityLevel, partialChains, strict, leafUsage, false, revocation);
  }

  PathRules with(RevocationCheck check) {
    return new PathRules(
        securityLevel, partialChains, strict, leafUsage, selfIssuedCount, Optional.of(check));
  }
}
