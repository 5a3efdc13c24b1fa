// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.cli.Console;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Shows how far a transfer is: a bar that grows on a terminal, else one line at the end. The clock
 * starts with the construction.
 */
final class ProgressMeter implements LongConsumer {
  private static final int BAR = 30;
  private static final long REDRAW_NANOS = 100_000_000;
  private static final double NANOS = 1e9;
  private static final double MEGA = 1e6;
  private static final int MEBI_SHIFT = 20;

  private final Console console;
  private final String title;
  private final long size;
  private final boolean animated;
  private final long started = System.nanoTime();
  private long drawn = started;

  ProgressMeter(Console console, String title, long size) {
    this.console = console;
    this.title = title;
    this.size = size;
    this.animated = console.isTerminal();
  }

  @Override
  public void accept(long done) {
    if (done == size) {
      finish();
    } else if (animated && System.nanoTime() - drawn > REDRAW_NANOS) {
      drawn = System.nanoTime();
      console.out().print("\r" + line(done));
      console.out().flush();
    }
  }

  private void finish() {
    double seconds = (System.nanoTime() - started) / NANOS;
    String end = String.format(Locale.ROOT, ", every byte checked, %.1f s", seconds);
    console.out().println((animated ? "\r" : "") + line(size) + end);
  }

  private String line(long done) {
    double seconds = Math.max((System.nanoTime() - started) / NANOS, 1 / NANOS);
    int filled = (int) (done * BAR / size);
    String bar = animated ? " [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]" : "";
    return String.format(
        Locale.ROOT,
        "%-14s%s %5d MiB, %.0f MB/s",
        title,
        bar,
        done >> MEBI_SHIFT,
        done / MEGA / seconds);
  }
}
