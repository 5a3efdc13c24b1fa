// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

/** The classes of strength that OpenSSL sorts cipher suites into; a suite may be in two. */
public enum StrengthClass {
  /** No encryption. */
  NONE,
  /** Keys of 64 or 56 bits: none is left. */
  LOW,
  /** Encryption that has a known weakness, or a short tag. */
  MEDIUM,
  /** Encryption that is as good as its key is long. */
  HIGH,
  /** What FIPS 140-2 approved. */
  FIPS
}
