// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was measured of one stack in one row. */
final class Samples {
  private final List<Double> nanos = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();

  void time(double nanosPerOperation) {
    nanos.add(nanosPerOperation);
  }

  void allocated(double bytesPerOperation) {
    bytes.add(bytesPerOperation);
  }

  double medianMicros() {
    return median(nanos) / 1000;
  }

  double medianBytes() {
    return median(bytes);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
