// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.cli.Console;
import dev.jessel.x509.CertificateChecklist;
import dev.jessel.x509.CertificateChecklist.Item;
import dev.jessel.x509.CertificateChecklist.Mark;
import java.nio.charset.Charset;
import java.util.Locale;

/** Prints a checklist: with ticks and crosses where the terminal can show them, else with words. */
public final class ChecklistReport {
  private static final String TICKS = "\u2713\u2717";

  private final Console console;
  private final boolean ticks;

  /** A report on a console. */
  public ChecklistReport(Console console) {
    this(console, Charset.defaultCharset());
  }

  ChecklistReport(Console console, Charset charset) {
    this.console = console;
    this.ticks = charset.newEncoder().canEncode(TICKS);
  }

  /**
   * Prints.
   *
   * @param source what was looked at, such as a file
   * @return 0 when nothing is bad, else 1
   */
  public int print(String source, CertificateChecklist list) {
    console.out().println(source);
    for (Item item : list.items()) {
      console
          .out()
          .println(
              String.format(
                  Locale.ROOT, "  %s %-8s %s", mark(item.mark()), item.what(), item.finding()));
    }
    long problems = list.items().stream().filter(item -> item.mark() == Mark.BAD).count();
    console.out().println(problems == 0 ? "  OK" : "  " + problems + problems(problems));
    return problems == 0 ? 0 : 1;
  }

  private static String problems(long count) {
    return count == 1 ? " problem" : " problems";
  }

  private String mark(Mark mark) {
    return switch (mark) {
      case GOOD -> ticks ? TICKS.substring(0, 1) : "good";
      case NOTE -> ticks ? "!" : "note";
      case BAD -> ticks ? TICKS.substring(1) : "BAD ";
    };
  }
}
