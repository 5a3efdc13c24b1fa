// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a registry's code points, in both directions. Immutable. Each code has its main name
 * first and aliases after it; names are looked up in any case.
 */
final class NameTable {
  private static final int GREASE_MASK = 0x0f0f;
  private static final int GREASE_PATTERN = 0x0a0a;

  private final Map<Integer, List<String>> namesByCode;
  private final Map<String, Integer> codeByName;

  private NameTable(Map<Integer, List<String>> namesByCode) {
    this.namesByCode = Map.copyOf(namesByCode);
    Map<String, Integer> codes = new HashMap<>();
    namesByCode.forEach((code, names) -> names.forEach(name -> codes.put(fold(name), code)));
    this.codeByName = Map.copyOf(codes);
  }

  /** Reads lines of the form {@code 0x001d x25519 X25519}. */
  static NameTable of(String lines) {
    Map<Integer, List<String>> table = new HashMap<>();
    for (String line : lines.lines().toList()) {
      List<String> words = Arrays.asList(line.strip().split(" "));
      table.put(Integer.decode(words.get(0)), List.copyOf(words.subList(1, words.size())));
    }
    return new NameTable(table);
  }

  /** Whether a code has a name (index 0) or so many aliases. */
  boolean hasName(int code, int index) {
    return index < namesByCode.getOrDefault(code, List.of()).size();
  }

  /** The n-th name of a code; for a code or an alias that is not there, the code in hexadecimal. */
  String name(int code, int index) {
    return hasName(code, index) ? namesByCode.get(code).get(index) : String.format("0x%04X", code);
  }

  /** The codes that have a name, in ascending order. */
  List<Integer> codes() {
    return namesByCode.keySet().stream().sorted().toList();
  }

  Optional<Integer> code(String name) {
    return Optional.ofNullable(codeByName.get(fold(name)));
  }

  /** RFC 8701: sixteen reserved values of two equal bytes that end in 0xA. */
  static boolean isGrease(int code) {
    return (code & GREASE_MASK) == GREASE_PATTERN && code >>> 8 == (code & 0xff);
  }

  /** Refuses what is not a number of the given number of bits. */
  static void checkRange(int code, int bits) {
    if (code < 0 || code >>> bits != 0) {
      throw new IllegalArgumentException(code + " is not a number of " + bits + " bits");
    }
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
