// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

/**
 * Something that is wrong with a chain.
 *
 * @param depth 0 is the leaf
 */
record Finding(VerifyResult result, int depth) {}
