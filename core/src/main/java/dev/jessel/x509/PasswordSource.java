// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

/** Where the password of an encrypted key comes from. Asked only when a key is encrypted. */
@FunctionalInterface
public interface PasswordSource {
  /**
   * The password.
   *
   * @return a new array, which the caller overwrites after use; empty if there is no password
   */
  char[] password();

  /**
   * No password: reading an encrypted key fails with a message that says so.
   *
   * @return a source of nothing
   */
  static PasswordSource none() {
    return () -> new char[0];
  }

  /**
   * Always the same password.
   *
   * @param password copied
   * @return a source that gives out copies
   */
  static PasswordSource of(char[] password) {
    char[] kept = password.clone();
    return kept::clone;
  }
}
