// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.OptionalInt;

/**
 * How a validator judges.
 *
 * @param parameters what is asked of a path
 * @param leafUsage whether the key usage of the leaf is looked at
 * @param selfIssuedCount whether self-issued intermediates count against the depth
 */
record PathRules(VerifyParameters parameters, boolean leafUsage, boolean selfIssuedCount) {
  private static final int DEFAULT_SECURITY_LEVEL = 2;

  /** OpenSSL's defaults. */
  static PathRules standard() {
    return new PathRules(VerifyParameters.defaults(), true, true);
  }

  PathRules with(VerifyParameters other) {
    return new PathRules(other, leafUsage, selfIssuedCount);
  }

  PathRules with(VerifyFlag flag) {
    return with(parameters.with(flag));
  }

  PathRules withSecurityLevel(int level) {
    return with(parameters.withSecurityLevel(OptionalInt.of(level)));
  }

  PathRules withoutLeafUsage() {
    return new PathRules(parameters, false, selfIssuedCount);
  }

  PathRules withoutCountingSelfIssued() {
    return new PathRules(parameters, leafUsage, false);
  }

  boolean has(VerifyFlag flag) {
    return parameters.has(flag);
  }

  int securityLevel() {
    return parameters.securityLevel().orElse(DEFAULT_SECURITY_LEVEL);
  }
}
