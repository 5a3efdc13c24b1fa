// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbered lines in blocks that OpenSSL's programs read from their standard input one at a time: a
 * pipe keeps the borders of such blocks, and a block that begins with a letter is a command.
 */
final class TypedLines {
  /** What {@code s_client} reads at a time. */
  static final int CLIENT_BLOCK = 8192;

  private static final int LINE = 64;

  private final int block;
  private int next;

  TypedLines(int block) {
    this.block = block;
  }

  /** The next lines. */
  byte[] block() {
    StringBuilder lines = new StringBuilder();
    while (lines.length() < block) {
      lines.append(line(next++)).append('\n');
    }
    return lines.toString().getBytes(US_ASCII);
  }

  /** A command alone in its block. */
  byte[] command(char letter) {
    return (letter + " ".repeat(block - 2) + "\n").getBytes(US_ASCII);
  }

  /** The length of all lines so far. */
  int length() {
    return next * LINE;
  }

  /** All lines so far. */
  String all() {
    return IntStream.range(0, next).mapToObj(n -> line(n) + "\n").collect(Collectors.joining());
  }

  /** All lines so far, each of them mirrored. */
  String mirrored() {
    return all().lines().map(TypedLines::mirror).collect(Collectors.joining());
  }

  private static String mirror(String line) {
    return new StringBuilder(line).reverse().append('\n').toString();
  }

  private static String line(int number) {
    String text = String.format(Locale.ROOT, "line %08d ", number);
    return text + "x".repeat(LINE - 1 - text.length());
  }
}
