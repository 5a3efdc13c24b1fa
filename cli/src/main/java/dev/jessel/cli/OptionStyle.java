// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** OpenSSL takes its options behind one dash or two; this makes both the same. */
final class OptionStyle {
  private static final Pattern LONG_OPTION = Pattern.compile("--?[A-Za-z][A-Za-z0-9_]+(=.*)?");
  private static final Set<String> TWO_DASHES = Set.of("help", "version");

  private OptionStyle() {}

  static String[] uniform(String... args) {
    return Arrays.stream(args).map(OptionStyle::uniform).toArray(String[]::new);
  }

  private static String uniform(String arg) {
    if (!LONG_OPTION.matcher(arg).matches()) {
      return arg;
    }
    String name = arg.substring(arg.startsWith("--") ? 2 : 1);
    return (TWO_DASHES.contains(name) ? "--" : "-") + name;
  }
}
