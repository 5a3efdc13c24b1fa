// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import java.util.Arrays;
import java.util.List;

/** Enums as bytes of an input: every byte is one of them. */
public final class Choice {
  private Choice() {}

  /** The one that a byte chooses. */
  public static <E extends Enum<E>> E of(Class<E> type, int code) {
    List<E> all = Arrays.asList(type.getEnumConstants());
    return all.get((code & 0xFF) % all.size());
  }

  /** The byte that chooses one. */
  public static byte code(Enum<?> chosen) {
    return (byte) Arrays.asList(chosen.getDeclaringClass().getEnumConstants()).indexOf(chosen);
  }
}
