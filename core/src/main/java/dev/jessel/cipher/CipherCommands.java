// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.wire.CipherSuite;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Reads the text of a cipher list and does what it says, command by command. */
final class CipherCommands {
  private static final String SEPARATORS = ": ;,";
  private static final String STRENGTH = "STRENGTH";
  private static final String LEVEL = "SECLEVEL=";
  private static final int MAX_LEVEL = 5;

  private final String text;
  private final CipherOrder order;
  private final Predicate<CipherSuite> available;
  private int at;
  private OptionalInt level = OptionalInt.empty();

  CipherCommands(String text, CipherOrder order, Predicate<CipherSuite> available) {
    this.text = text;
    this.order = order;
    this.available = available;
  }

  /**
   * Does all commands.
   *
   * @return the security level that the text asks for
   */
  OptionalInt run() {
    while (at < text.length()) {
      command(text.charAt(at));
    }
    return level;
  }

  private void command(char first) {
    if (isSeparator(first)) {
      at++;
      return;
    }
    if ("-+!@".indexOf(first) >= 0) {
      at++;
    }
    if (first == '@') {
      special(word());
      skip();
      return;
    }
    Optional<CipherSelector> which = selector();
    which.ifPresentOrElse(selector -> apply(first, selector), this::skip);
  }

  private void apply(char command, CipherSelector which) {
    switch (command) {
      case '-' -> order.remove(which);
      case '+' -> order.moveToEnd(which);
      case '!' -> order.ban(which);
      default -> order.add(which);
    }
  }

  /** Words with a plus between them; empty when one of them is unknown, as libssl ignores those. */
  private Optional<CipherSelector> selector() {
    CipherSelector all = CipherSelector.ANY;
    while (true) {
      Optional<CipherSelector> one = meaning(word());
      if (one.isEmpty()) {
        return one;
      }
      all = all.and(one.get());
      if (at >= text.length() || text.charAt(at) != '+') {
        return Optional.of(all);
      }
      at++;
    }
  }

  private Optional<CipherSelector> meaning(String word) {
    return CipherSuite.named(word)
        .filter(available)
        .flatMap(SuiteParameters::of)
        .filter(suite -> !suite.isTls13())
        .map(CipherSelector::only)
        .or(() -> CipherWords.meaning(word));
  }

  private void special(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (upper.equals(STRENGTH)) {
      order.sortByStrength();
      return;
    }
    int digit = upper.length() == LEVEL.length() + 1 ? upper.charAt(LEVEL.length()) - '0' : -1;
    if (!upper.startsWith(LEVEL) || digit < 0 || digit > MAX_LEVEL) {
      throw invalid("@" + word);
    }
    level = OptionalInt.of(digit);
  }

  private String word() {
    int start = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw invalid(text.substring(start, Math.min(start + 1, text.length())));
    }
    return text.substring(start, at);
  }

  private void skip() {
    while (at < text.length() && !isSeparator(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || "-_.=".indexOf(c) >= 0;
  }

  private static boolean isSeparator(char c) {
    return SEPARATORS.indexOf(c) >= 0;
  }

  private CipherListException invalid(String what) {
    return new CipherListException(
        SslReason.INVALID_COMMAND, "\"" + what + "\" in the cipher list \"" + text + "\"");
  }
}
