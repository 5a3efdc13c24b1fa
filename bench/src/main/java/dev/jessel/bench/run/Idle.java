// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connections that have said something and now idle: what memory does one end take? */
final class Idle implements Task {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int COLLECTIONS = 3;

  private final Pair pair;
  private final int connections;

  Idle(Pair pair, int connections) {
    this.pair = pair;
    this.connections = connections;
  }

  @Override
  public void warmUp(double seconds) throws Exception {
    for (int i = 0; i < 20; i++) {
      pair.connect();
      pair.writeAndRead();
      pair.answer();
    }
  }

  @Override
  public Map<Metric, Double> measure(long millis) throws Exception {
    List<Object> idle = new ArrayList<>(connections);
    long heap = heap();
    long resident = resident();
    for (int i = 0; i < connections; i++) {
      pair.connect();
      pair.writeAndRead();
      pair.answer();
      idle.add(pair.part());
    }
    double ends = 2.0 * idle.size();
    return Map.of(
        Metric.HEAP, (heap() - heap) / ends, Metric.RESIDENT, (resident() - resident) / ends);
  }

  private static long heap() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Memory of the whole process: what lies outside of the heap counts too. */
  private static long resident() throws IOException {
    return Files.exists(STATUS)
        ? Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
            .findFirst()
            .orElse(0)
        : 0;
  }
}
