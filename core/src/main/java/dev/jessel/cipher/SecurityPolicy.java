// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

/** Says what may be negotiated. Called from any thread. */
@FunctionalInterface
public interface SecurityPolicy {
  /**
   * Judges one thing.
   *
   * @param operation what it is about
   * @param bits how strong it is, in bits of a symmetric key; 0 for versions, tickets, compression
   * @param code its code point: of a suite, group, signature scheme or version; else 0
   * @return true when it may be used
   */
  boolean allows(SecurityOperation operation, int bits, int code);
}
