// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Programs of others, as far as they are installed. */
final class Commands {
  private Commands() {}

  /** What a program says of its version, on one line; empty when there is no such program. */
  static Optional<String> version(String program, String argument) {
    try {
      Process process =
          new ProcessBuilder(List.of(program, argument)).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor() == 0 ? Optional.of(said.replace('\n', ' ')) : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
