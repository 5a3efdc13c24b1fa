// SPDX-License-Identifier: Apache-2.0

/**
 * Cryptography without secrecy. Whoever knows no key can write every record, Finished, binder,
 * cookie and signature: that gets a fuzzer to the code behind the keys.
 */
package dev.jessel.fuzz.open;
