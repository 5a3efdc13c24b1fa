// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** The table, in Markdown. */
final class Table {
  private static final String LINE = "| %-24s | %10s | %10s | %6s | %10s | %9s | %9s |%n";

  private final Map<String, Samples> measured;

  Table(Map<String, Samples> measured) {
    this.measured = measured;
  }

  void print(PrintStream out) {
    out.printf("%n%s %s, %s%n", property("java.vm.name"), property("java.vm.version"), machine());
    out.printf(
        "microseconds of processor time per operation; ratio: SunJSSE's time by Jessel's%n%n");
    out.printf(LINE, "row", "Jessel", "SunJSSE", "ratio", "JDK crypto", "Jessel B", "SunJSSE B");
    out.println(
        "| :----------------------- | ---------: | ---------: | -----: | ---------: "
            + "| --------: | --------: |");
    Row.all().forEach(row -> print(row, out));
  }

  private void print(Row row, PrintStream out) {
    Samples own = measured.get(row.keyOf(row.own()));
    Samples jsse = measured.get(row.keyOf(Stack.JSSE));
    Samples limit = measured.get(row.keyOf(Stack.LIMIT));
    out.printf(
        LINE,
        row.title(),
        micros(own),
        micros(jsse),
        String.format(Locale.ROOT, "%.2f", jsse.medianMicros() / own.medianMicros()),
        micros(limit),
        bytes(own),
        bytes(jsse));
  }

  private static String micros(Samples samples) {
    double value = samples.medianMicros();
    return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%.0f", value);
  }

  private static String bytes(Samples samples) {
    return String.format(Locale.ROOT, "%.0f", samples.medianBytes());
  }

  private static String machine() {
    int processors = Runtime.getRuntime().availableProcessors();
    return property("os.name") + " " + property("os.arch") + ", " + processors + " processors";
  }

  private static String property(String name) {
    return System.getProperty(name);
  }
}
