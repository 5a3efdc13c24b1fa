// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Raw results as JSON: one object a line, so that a run can go on where another one ended. */
final class ResultsFile {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"jdk\":(\\d+),\"row\":\"([^\"]+)\",\"peer\":\"([^\"]+)\",\"metric\":\"(\\w+)\","
              + "\"values\":\\[([^]]*)]},?");
  private static final Pattern TERM = Pattern.compile(" {2}\"([^\"]+)\": \"([^\"]*)\",");

  private ResultsFile() {}

  static void write(Path file, Map<String, String> terms, Results results) throws IOException {
    Stream<String> head =
        terms.entrySet().stream()
            .map(e -> "  \"" + e.getKey() + "\": \"" + escaped(e.getValue()) + "\",");
    String body =
        results.samples().entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",\n"));
    String text =
        "{\n" + head.collect(Collectors.joining("\n")) + "\n  \"results\": [\n" + body + "\n]}\n";
    Files.writeString(file, text);
  }

  private static String line(Results.Key key, List<Double> values) {
    String numbers =
        values.stream()
            .map(value -> String.format(Locale.ROOT, "%.4g", value))
            .map(shown -> Double.valueOf(shown).toString())
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "{\"jdk\":%d,\"row\":\"%s\",\"peer\":\"%s\",\"metric\":\"%s\",\"values\":[%s]}",
        key.jdk(),
        key.row(),
        key.peer(),
        key.metric(),
        numbers);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "'");
  }

  /** Reads what {@link #write} wrote, and no other JSON. */
  static void read(Path file, Map<String, String> terms, Results results) throws IOException {
    for (String line : Files.readAllLines(file)) {
      Matcher result = LINE.matcher(line);
      Matcher term = TERM.matcher(line);
      if (term.matches()) {
        terms.put(term.group(1), term.group(2));
      } else if (result.matches()) {
        Results.Key key =
            new Results.Key(
                Integer.parseInt(result.group(1)),
                result.group(2),
                result.group(3),
                Metric.valueOf(result.group(4)));
        for (String number : result.group(5).split(",", -1)) {
          results.add(key, Double.parseDouble(number));
        }
      }
    }
  }
}
