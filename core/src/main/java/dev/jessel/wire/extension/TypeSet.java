// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ExtensionType;
import java.util.HashSet;
import java.util.Set;

/** Types of extensions, of which almost all have small numbers. Not thread-safe. */
final class TypeSet {
  private long small;
  private Set<ExtensionType> others = Set.of();

  /** Takes a type in; false if it is there already. */
  boolean add(ExtensionType type) {
    if (type.code() >= Long.SIZE) {
      return addOther(type);
    }
    long bit = 1L << type.code();
    boolean fresh = (small & bit) == 0;
    small |= bit;
    return fresh;
  }

  private boolean addOther(ExtensionType type) {
    if (others.isEmpty()) {
      others = new HashSet<>();
    }
    return others.add(type);
  }
}
