// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A mode of C's {@code fopen}, parsed. */
record FileMode(Set<StandardOpenOption> chosen, boolean appends) {
  static Optional<FileMode> parse(String mode) {
    if (!mode.matches("[rwa](?:b\\+?|\\+?b?|t\\+?|\\+?t?)x?") || mode.matches("[ra].*x")) {
      return Optional.empty();
    }
    EnumSet<StandardOpenOption> chosen = EnumSet.noneOf(StandardOpenOption.class);
    boolean both = mode.indexOf('+') > 0;
    char first = mode.charAt(0);
    if (first == 'r' || both) {
      chosen.add(StandardOpenOption.READ);
    }
    if (first != 'r' || both) {
      chosen.add(StandardOpenOption.WRITE);
    }
    if (first == 'w') {
      chosen.add(StandardOpenOption.TRUNCATE_EXISTING);
    }
    if (first != 'r') {
      chosen.add(mode.endsWith("x") ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
    }
    return Optional.of(new FileMode(Set.copyOf(chosen), first == 'a'));
  }

  /** What {@code FileChannel.open} takes. It appends by position: Java cannot read and append. */
  OpenOption[] options() {
    return chosen.toArray(OpenOption[]::new);
  }
}
