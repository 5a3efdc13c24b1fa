// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 3: which cipher suites, groups and signatures may be used: OpenSSL's language for lists of
 * cipher suites, and its security levels.
 */
package dev.jessel.cipher;
