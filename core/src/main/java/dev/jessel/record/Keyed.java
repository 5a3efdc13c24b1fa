// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import java.util.Optional;

/** The ciphers of one direction with their keys, until they are forgotten. Not thread-safe. */
final class Keyed<C> {
  private Optional<C> ciphers;

  Keyed(C ciphers) {
    this.ciphers = Optional.of(ciphers);
  }

  /**
   * The ciphers.
   *
   * @throws IllegalStateException when they are forgotten
   */
  C ciphers() {
    return ciphers.orElseThrow(() -> new IllegalStateException("the keys have been destroyed"));
  }

  void forget() {
    ciphers = Optional.empty();
  }
}
