// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A key log that a peer wrote. */
final class KeyLogFile {
  private KeyLogFile() {}

  /** Its lines without remarks, in lower case after the label, as Jessel writes them. */
  static List<String> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
