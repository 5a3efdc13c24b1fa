// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.limbo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A case whose answer differs from the suite's on purpose.
 *
 * @param kind {@code accepted} or {@code refused}, by Jessel
 * @param id the case
 * @param reason why
 */
record KnownDifference(String kind, String id, String reason) {
  private static final int FIELDS = 3;

  /** The list, in the order of ids. */
  static List<KnownDifference> all() throws IOException {
    try (InputStream list = KnownDifference.class.getResourceAsStream("/limbo-differences.tsv")) {
      return new String(list.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", FIELDS))
          .map(fields -> new KnownDifference(fields[0], fields[1], fields[2]))
          .toList();
    }
  }
}
