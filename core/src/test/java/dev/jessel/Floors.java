// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The packages of core and the floor each stands on: a source may name its own floor and those
 * below.
 */
final class Floors {
  private static final String BASE = "dev.jessel";

  private static final Map<String, Integer> FLOOR_OF =
      Map.ofEntries(
          Map.entry(BASE + ".error", 0),
          Map.entry(BASE + ".wire", 1),
          Map.entry(BASE + ".wire.message", 1),
          Map.entry(BASE + ".wire.extension", 1),
          Map.entry(BASE + ".wire.der", 1),
          Map.entry(BASE + ".crypto", 2),
          Map.entry(BASE + ".crypto.jca", 2),
          Map.entry(BASE + ".keys", 2),
          Map.entry(BASE + ".x509", 2),
          Map.entry(BASE + ".x509.pem", 2),
          Map.entry(BASE + ".ssl2", 2),
          Map.entry(BASE + ".compress", 2),
          Map.entry(BASE + ".cipher", 3),
          Map.entry(BASE + ".record", 3),
          Map.entry(BASE + ".dialect", 3),
          Map.entry(BASE + ".session", 4),
          Map.entry(BASE + ".handshake", 4),
          Map.entry(BASE + ".handshake.hello", 4),
          Map.entry(BASE + ".handshake.client12", 4),
          Map.entry(BASE + ".handshake.server12", 4),
          Map.entry(BASE + ".handshake.client13", 4),
          Map.entry(BASE + ".handshake.server13", 4),
          Map.entry(BASE + ".handshake.post", 4),
          Map.entry(BASE + ".connection", 5),
          Map.entry(BASE + ".bio", 6),
          Map.entry(BASE, 6),
          Map.entry(BASE + ".openssl", 7));

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");

  // Imports and qualified names alike: a package, then a type or the star of a wildcard import.
  private static final Pattern NAMED_PACKAGE =
      Pattern.compile("\\b(dev\\.jessel(?:\\.[a-z]\\w*)*)\\.(?:[A-Z]|\\*)");

  private Floors() {}

  /** What is wrong with one source file, a line for each finding; empty when nothing is. */
  static List<String> violations(String source) {
    String code = COMMENT.matcher(source).replaceAll("");
    var declaration = PACKAGE.matcher(code);
    if (!declaration.find()) {
      return List.of("no package declaration");
    }
    String own = declaration.group(1);
    Integer floor = FLOOR_OF.get(own);
    if (floor == null) {
      return List.of("package " + own + " stands on no floor");
    }
    List<String> found = new ArrayList<>();
    NAMED_PACKAGE
        .matcher(code)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .forEach(named -> upwardArrow(own, floor, named).ifPresent(found::add));
    return found;
  }

  private static Optional<String> upwardArrow(String own, int floor, String named) {
    Integer target = FLOOR_OF.get(named);
    if (target == null) {
      return Optional.of(own + " names " + named + ", which stands on no floor");
    }
    return target <= floor
        ? Optional.empty()
        : Optional.of(own + " (floor " + floor + ") names " + named + " (floor " + target + ")");
  }
}
