// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.util.Map;

/** Something that a worker measures, again and again. */
interface Task {
  /** Gets ready: compilers have seen the code when it returns. */
  void warmUp(double seconds) throws Exception;

  /**
   * Measures.
   *
   * @param millis how long, roughly
   */
  Map<Metric, Double> measure(long millis) throws Exception;
}
