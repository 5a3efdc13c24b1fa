// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the command, in this process. */
public final class Run {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int status = -1;

  /** Runs with nothing to read. */
  public static Run of(String... args) {
    return of(new ByteArrayInputStream(new byte[0]), args);
  }

  /** Runs to its end. */
  public static Run of(InputStream in, String... args) {
    return new Run().go(in, args);
  }

  /** Runs to its end; another thread may look at the output meanwhile. */
  public Run go(InputStream in, String... args) {
    status = Main.run(in, stream(out), stream(err), args);
    return this;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  public int status() {
    return status;
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** What was complained of. */
  public List<String> errorLines() {
    return err().lines().toList();
  }
}
