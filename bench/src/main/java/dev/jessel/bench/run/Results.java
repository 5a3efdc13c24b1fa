// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** All that was measured, round by round. */
final class Results {
  private final Map<Key, List<Double>> samples = new LinkedHashMap<>();

  /**
   * What a list of samples is of.
   *
   * @param jdk feature number
   * @param row the row's id
   * @param peer the peer's title
   * @param metric which number
   */
  record Key(int jdk, String row, String peer, Metric metric) {}

  void add(Key key, double value) {
    samples.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  void add(int jdk, Row row, Peer peer, Map<Metric, Double> numbers) {
    numbers.forEach((metric, n) -> add(new Key(jdk, row.id(), peer.title(), metric), n));
  }

  Map<Key, List<Double>> samples() {
    return Collections.unmodifiableMap(samples);
  }

  /** The JDKs that anything was measured on. */
  List<Integer> jdks() {
    TreeSet<Integer> features = new TreeSet<>();
    samples.keySet().forEach(key -> features.add(key.jdk()));
    return List.copyOf(features);
  }

  /** Those that were measured in a row, in the order of their first numbers. */
  List<String> peersOf(int jdk, String row) {
    return samples.keySet().stream()
        .filter(key -> key.jdk() == jdk && key.row().equals(row))
        .map(Key::peer)
        .distinct()
        .toList();
  }

  OptionalDouble median(int jdk, String row, String peer, Metric metric) {
    List<Double> found = samples.get(new Key(jdk, row, peer, metric));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(median(found));
  }

  OptionalDouble median(int jdk, String row, Peer peer, Metric metric) {
    return median(jdk, row, peer.title(), metric);
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
