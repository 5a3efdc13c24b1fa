// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page that the runner writes; all around it is written by hand. */
final class Page {
  private static final String BEGIN = "<!-- results: written by bench/run -->\n";
  private static final String END = "<!-- end of results -->\n";

  private Page() {}

  static void replace(Path page, String results) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(page + " has no place for results");
    }
    Files.writeString(
        page,
        text.substring(0, begin + BEGIN.length()) + "\n" + results + "\n" + text.substring(end));
  }
}
