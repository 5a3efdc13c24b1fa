// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs one test, or stays and runs those that forwarders bring. */
public final class ShimMain {
  private ShimMain() {}

  /**
   * Starts.
   *
   * @param arguments the runner's flags for one test; or {@code --daemon FILE} to write a port to
   *     FILE, listen there and run tests until standard input ends
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 2 && arguments[0].equals("--daemon")) {
      ShimDaemon.start(Path.of(arguments[1])).runUntilInputEnds(System.in);
      return;
    }
    Outcome outcome = ShimTest.run(List.of(arguments));
    PrintStream errors = new PrintStream(System.err, true, StandardCharsets.ISO_8859_1);
    errors.print(outcome.text());
    System.exit(outcome.status());
  }
}
