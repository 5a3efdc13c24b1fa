// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whole programs beside each other: how fast they start, and how much they move over loopback. */
final class Programs {
  private static final String SUITE = "TLS_AES_128_GCM_SHA256";
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int COLD_ROUNDS = 5;
  private static final long BULK = 512L << 20;
  private static final String ARROW = " to ";

  private final Jdk jdk;
  private final Options options;
  private final Results results;

  Programs(Jdk jdk, Options options, Results results) {
    this.jdk = jdk;
    this.options = options;
    this.results = results;
  }

  void measure(Row row) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("jessel-bench");
    try {
      Identity.write(folder);
      if (row.work() == Work.COLD) {
        cold(row, folder);
      } else {
        sockets(row, folder);
      }
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  // ---- From the start of a client to its first byte

  private void cold(Row row, Path folder) throws IOException, InterruptedException {
    try (Server server = Server.java(jdk, "jessel", 1, folder)) {
      String address = "127.0.0.1:" + server.port();
      Map<String, List<String>> clients = new LinkedHashMap<>();
      clients.put("Jessel", java(Client.class, "jessel", address, "first"));
      clients.put("SunJSSE", java(Client.class, "sunjsse", address, "first"));
      Path jessel = Path.of("jessel").toAbsolutePath();
      if (Files.isExecutable(jessel)) {
        clients.put(
            "./jessel", List.of(jessel.toString(), "s_client", "-quiet", "-connect", address));
      }
      if (Commands.version("openssl", "version").isPresent()) {
        clients.put("openssl", List.of("openssl", "s_client", "-quiet", "-connect", address));
      }
      for (int round = 0; round <= (options.quick() ? 2 : COLD_ROUNDS); round++) {
        for (Map.Entry<String, List<String>> client : clients.entrySet()) {
          double millis = toFirstByte(client.getValue(), folder);
          if (round > 0) { // in the first one nothing is in the machine's file cache
            note(row, client.getKey(), Metric.START_MILLIS, millis);
          }
        }
      }
    }
  }

  private double toFirstByte(List<String> command, Path folder) throws IOException {
    long begin = System.nanoTime();
    Process client = builder(command, folder).start();
    try (OutputStream request = client.getOutputStream()) {
      request.write(Client.REQUEST.getBytes(StandardCharsets.US_ASCII));
      request.flush();
      if (client.getInputStream().read() < 0) {
        throw new IOException("no byte came from " + command);
      }
      return (System.nanoTime() - begin) / NANOS_PER_MILLI;
    } finally {
      client.destroyForcibly();
    }
  }

  // ---- Bulk data from a server's process to a client's

  private void sockets(Row row, Path folder) throws IOException, InterruptedException {
    try (RandomAccessFile bulk = new RandomAccessFile(folder.resolve("bulk").toFile(), "rw")) {
      bulk.setLength(BULK);
    }
    for (int round = 0; round < (options.quick() ? 1 : 3); round++) {
      for (String kind : List.of("Jessel", "SunJSSE", "openssl", "nginx")) {
        Optional<Server> found = server(kind, folder);
        if (found.isPresent()) {
          try (Server server = found.get()) {
            for (String client : clientsOf(kind)) {
              double rate = fetch(client, server.port(), folder);
              note(row, kind + ARROW + client, Metric.BYTES_PER_SECOND, rate);
            }
          }
        }
      }
    }
  }

  private static List<String> clientsOf(String server) {
    boolean openssl = Commands.version("openssl", "version").isPresent();
    List<String> clients = new ArrayList<>();
    clients.add(server.equals("SunJSSE") ? "SunJSSE" : "Jessel");
    if (openssl && !server.equals("SunJSSE")) {
      clients.add("openssl");
    }
    return clients;
  }

  private Optional<Server> server(String kind, Path folder)
      throws IOException, InterruptedException {
    return switch (kind) {
      case "openssl" -> Server.openssl(SUITE, folder);
      case "nginx" -> Server.nginx(SUITE, folder);
      default -> Optional.of(Server.java(jdk, lower(kind), BULK, folder));
    };
  }

  private double fetch(String client, int port, Path folder)
      throws IOException, InterruptedException {
    String address = "127.0.0.1:" + port;
    boolean java = !client.equals("openssl");
    List<String> command =
        java
            ? java(Client.class, lower(client), address, "bulk")
            : List.of("openssl", "s_client", "-quiet", "-ciphersuites", SUITE, "-connect", address);
    return java ? rateToldBy(command, folder) : rateOf(command, folder);
  }

  private double rateToldBy(List<String> command, Path folder) throws IOException {
    Process process = builder(command, folder).start();
    try (InputStream said = process.getInputStream()) {
      return Double.parseDouble(new String(said.readAllBytes(), StandardCharsets.US_ASCII).trim());
    } finally {
      process.destroyForcibly();
    }
  }

  private double rateOf(List<String> command, Path folder)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        builder(command, folder).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream request = process.getOutputStream()) {
      request.write(Client.REQUEST.getBytes(StandardCharsets.US_ASCII));
      request.flush();
      process.waitFor();
      return BULK / ((System.nanoTime() - begin) / NANOS);
    } finally {
      process.destroyForcibly();
    }
  }

  private void note(Row row, String who, Metric metric, double value) {
    System.err.printf("JDK %d, %s: %s %s%n", jdk.feature(), row.id(), who, metric.show(value));
    results.add(new Results.Key(jdk.feature(), row.id(), who, metric), value);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private List<String> java(Class<?> program, String... arguments) {
    return Server.java(jdk, program, arguments);
  }

  private ProcessBuilder builder(List<String> command, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
