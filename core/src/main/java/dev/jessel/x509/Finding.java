// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

/**
 * What a look at a certificate of a chain brought.
 *
 * @param result what is wrong, or that nothing is
 * @param depth 0 is the leaf
 */
record Finding(VerifyResult result, int depth) {
  boolean isGood() {
    return result == VerifyResult.OK;
  }
}
