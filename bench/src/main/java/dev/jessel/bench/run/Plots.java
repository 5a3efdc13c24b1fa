// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import dev.jessel.bench.peer.Setup;
import dev.jessel.bench.peer.Setup.Cipher;
import dev.jessel.bench.peer.Setup.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The rows that say most, as pictures. */
final class Plots {
  private static final double NANOS = 1e9;

  private Plots() {}

  /**
   * A picture.
   *
   * @param file its name without the ending
   * @param row what it shows
   * @param title what stands above it
   * @param perOperation what one operation counts, for numbers per second
   */
  private record Plot(String file, String row, String title, double perOperation) {}

  private static List<Plot> all() {
    List<Plot> plots = new ArrayList<>();
    for (int size : List.of(Rows.SMALL, Rows.KIB, Rows.FULL)) {
      String row = Rows.id(Work.WRITE_AND_READ, Cipher.AES_128_GCM_SHA256, size);
      plots.add(new Plot("records-" + size, row, Rows.named(row).title() + ", GB/s", size / NANOS));
    }
    for (boolean resumes : List.of(false, true)) {
      String row =
          Rows.id(
              new Setup(
                  Setup.TLS_1_3,
                  Cipher.AES_128_GCM_SHA256,
                  Setup.Key.ECDSA,
                  Group.X25519,
                  resumes));
      String file = resumes ? "resumed" : "full";
      plots.add(new Plot(file, row, Rows.named(row).title() + ", handshakes a second", 1));
    }
    return plots;
  }

  static void write(Results results, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int jdk : results.jdks()) {
      for (Plot plot : all()) {
        BarChart chart = chart(results, jdk, plot);
        if (!chart.isEmpty()) {
          Files.writeString(folder.resolve(name(plot, jdk)), chart.svg());
        }
      }
    }
  }

  /** The pictures in a page, from a folder beside it. */
  static String links(Results results, String folder) {
    StringBuilder links = new StringBuilder("\n");
    for (int jdk : results.jdks()) {
      for (Plot plot : all()) {
        if (!chart(results, jdk, plot).isEmpty()) {
          String name = name(plot, jdk);
          links.append("![").append(plot.title()).append(", JDK ").append(jdk);
          links.append("](").append(folder).append('/').append(name).append(")\n");
        }
      }
    }
    return links.toString();
  }

  private static String name(Plot plot, int jdk) {
    return plot.file() + "-jdk" + jdk + ".svg";
  }

  private static BarChart chart(Results results, int jdk, Plot plot) {
    BarChart chart = new BarChart(plot.title() + ", JDK " + jdk);
    for (Peer peer : Peer.values()) {
      OptionalDouble nanos = results.median(jdk, plot.row(), peer, Metric.NANOS);
      if (nanos.isPresent()) {
        double perSecond = NANOS / nanos.getAsDouble() * plot.perOperation();
        chart.add(peer.title(), perSecond, peer.isJessel());
      }
    }
    return chart;
  }
}
