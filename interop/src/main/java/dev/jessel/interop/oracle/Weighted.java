// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** Things of which some are chosen more often than others. */
final class Weighted<T> {
  private final NavigableMap<Integer, T> byWeight = new TreeMap<>();
  private int total;

  Weighted<T> add(int weight, T thing) {
    total += weight;
    byWeight.put(total, thing);
    return this;
  }

  T pick(Random random) {
    return byWeight.higherEntry(random.nextInt(total)).getValue();
  }
}
