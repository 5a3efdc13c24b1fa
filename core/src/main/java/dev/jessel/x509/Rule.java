// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Something that a certificate must not be.
 *
 * @param result what it is called
 * @param isBroken whether it is so
 */
record Rule(VerifyResult result, BooleanSupplier isBroken) {
  /** The rules that are broken, in order, each looked at when it is asked for. */
  static Stream<VerifyResult> broken(Rule... rules) {
    return Arrays.stream(rules).filter(rule -> rule.isBroken.getAsBoolean()).map(Rule::result);
  }
}
