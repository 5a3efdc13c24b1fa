// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.List;

/**
 * One line for both libraries: a name, the end that it is for ({@code c} or {@code s}), arguments.
 *
 * @param words as they stand in the line
 */
record Command(List<String> words) {
  Command(String line) {
    this(List.of(line.strip().split(" +")));
  }

  String name() {
    return words.get(0);
  }

  boolean is(String name) {
    return name().equals(name);
  }

  boolean isForServer() {
    return word(1).startsWith("s");
  }

  /** Whether the bytes on the wire depend on a handshake from here on. */
  boolean startsOver() {
    return List.of("clear", "client", "server", "ticket").contains(name());
  }

  /** A word; empty where there is none. */
  String word(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  /** A word that is a number; 0 where there is none. */
  int number(int index) {
    return word(index).isEmpty() ? 0 : Integer.parseInt(word(index));
  }

  /** The number behind {@code name=}. */
  int setting(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  /** What stands behind {@code name=}. */
  String text(String name, String otherwise) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }
}
