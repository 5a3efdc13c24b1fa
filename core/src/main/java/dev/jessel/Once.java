// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that is worked out when it is asked for first, and then known to all who share this.
 * Thread-safe: threads that ask at the same time work it out each, and come to the same.
 */
final class Once<T> {
  private volatile Optional<T> known = Optional.empty();

  /** It, as far as it is known. */
  Optional<T> known() {
    return known;
  }

  T get(Supplier<T> work) {
    Optional<T> before = known;
    if (before.isPresent()) {
      return before.get();
    }
    T fresh = work.get();
    known = Optional.of(fresh);
    return fresh;
  }
}
