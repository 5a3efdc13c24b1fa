// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars with their numbers, as SVG. */
final class BarChart {
  private static final int WIDTH = 720;
  private static final int LEFT = 140;
  private static final int RIGHT = 80;
  private static final int TOP = 40;
  private static final int STEP = 26;
  private static final int BAR = 18;
  private static final String OURS = "#2f6db5";
  private static final String THEIRS = "#a9b4c0";

  private final String title;
  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String label, double value, boolean ours) {}

  BarChart(String title) {
    this.title = title;
  }

  void add(String label, double value, boolean ours) {
    bars.add(new Bar(label, value, ours));
  }

  boolean isEmpty() {
    return bars.isEmpty();
  }

  String svg() {
    int height = TOP + STEP * bars.size() + 10;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"13\">%n",
            WIDTH,
            height,
            WIDTH));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    svg.append("<text x=\"10\" y=\"24\" font-size=\"15\" font-weight=\"bold\">");
    svg.append(title).append("</text>\n");
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    for (int i = 0; i < bars.size(); i++) {
      svg.append(line(bars.get(i), TOP + i * STEP, most));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String line(Bar bar, int y, double most) {
    double width = (WIDTH - LEFT - RIGHT) * bar.value() / most;
    int base = y + BAR - 5;
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
            + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
        LEFT - 8,
        base,
        bar.label(),
        LEFT,
        y,
        width,
        BAR,
        bar.ours() ? OURS : THEIRS,
        LEFT + width + 6,
        base,
        number(bar.value()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }
}
