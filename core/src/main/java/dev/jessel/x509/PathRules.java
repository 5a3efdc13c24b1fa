// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.OptionalInt;

/**
 * How a validator judges.
 *
 * @param parameters what is asked of a path
 * @param leafUsage whether the key usage of the leaf is looked at
 * @param selfIssuedCount whether self-issued intermediates count against the depth
 * @param dane the TLSA records of which one must match; none to judge without
 */
record PathRules(
    VerifyParameters parameters, boolean leafUsage, boolean selfIssuedCount, DaneRecords dane) {
  private static final int DEFAULT_SECURITY_LEVEL = 2;

  /** OpenSSL's defaults. */
  static PathRules standard() {
    return new PathRules(VerifyParameters.defaults(), true, true, DaneRecords.none());
  }

  PathRules with(VerifyParameters other) {
    return new PathRules(other, leafUsage, selfIssuedCount, dane);
  }

  PathRules with(VerifyFlag flag) {
    return with(parameters.with(flag));
  }

  PathRules withSecurityLevel(int level) {
    return with(parameters.withSecurityLevel(OptionalInt.of(level)));
  }

  PathRules withoutLeafUsage() {
    return new PathRules(parameters, false, selfIssuedCount, dane);
  }

  PathRules withoutCountingSelfIssued() {
    return new PathRules(parameters, leafUsage, false, dane);
  }

  PathRules with(DaneRecords records) {
    return new PathRules(parameters, leafUsage, selfIssuedCount, records);
  }

  boolean has(VerifyFlag flag) {
    return parameters.has(flag);
  }

  int securityLevel() {
    return parameters.securityLevel().orElse(DEFAULT_SECURITY_LEVEL);
  }
}
