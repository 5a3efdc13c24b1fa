// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.FilterBio;
import java.util.Optional;

/** Half a pair that gets its other half later: {@code BIO_s_bio}. */
final class PairBio extends FilterBio {
  private int capacity = BioPair.DEFAULT_CAPACITY;

  PairBio() {}

  /** Joins two; false when one of them is joined already. */
  static boolean join(PairBio one, PairBio two) {
    if (one == two || one.next() != null || two.next() != null) {
      return false;
    }
    BioPair pair = BioPair.create(one.capacity, two.capacity);
    one.push(pair.left());
    two.push(pair.right());
    return true;
  }

  /** The half of a pair that a BIO is, if it is one. */
  static Optional<BioPair.Half> halfOf(Bio bio) {
    Bio candidate = bio instanceof PairBio ? bio.next() : bio;
    return candidate instanceof BioPair.Half half ? Optional.of(half) : Optional.empty();
  }

  /** Sets what this half can hold; false once it is joined. */
  boolean capacity(int bytes) {
    if (next() != null) {
      return false;
    }
    capacity = bytes;
    return true;
  }
}
