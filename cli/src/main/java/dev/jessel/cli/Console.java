// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.Charset;

/**
 * Where a command reads from and writes to.
 *
 * @param in what the user types, or a program sends
 * @param out gets results
 * @param err gets errors and what is not part of the result
 */
public record Console(InputStream in, PrintStream out, PrintStream err) {

  /** True when somebody watches the output, who can be shown lines that change. */
  @SuppressWarnings("SystemConsoleNull") // it is null on JDK 17 and 21; what follows knows JDK 22
  public boolean isTerminal() {
    return out == System.out && System.console() != null && consoleIsTerminal();
  }

  PrintWriter writer() {
    return writer(out);
  }

  PrintWriter errorWriter() {
    return writer(err);
  }

  /** From JDK 22 on there is a console also without a terminal, and a method that tells. */
  private static boolean consoleIsTerminal() {
    try {
      Method isTerminal = java.io.Console.class.getMethod("isTerminal");
      return (boolean) isTerminal.invoke(System.console());
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }
}
