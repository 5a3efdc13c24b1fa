// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server program that is running: it answers any request with many bytes. */
final class Server implements AutoCloseable {
  private static final int TRIES = 200;
  private static final int PAUSE_MILLIS = 25;

  private final Process process;
  private final int port;

  private Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  int port() {
    return port;
  }

  /** One of the two in Java; it says which port it took. */
  static Server java(Jdk jdk, String kind, long bytes, Path folder) throws IOException {
    List<String> command = java(jdk, BulkServer.class, kind, Long.toString(bytes));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
    return new Server(process, Integer.parseInt(said.readLine()));
  }

  static Optional<Server> openssl(String suite, Path folder)
      throws IOException, InterruptedException {
    if (Commands.version("openssl", "version").isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-WWW", "-quiet"));
    command.addAll(List.of("-cert", "ecdsa.pem", "-key", "ecdsa.key", "-ciphersuites", suite));
    command.addAll(List.of("-accept", "127.0.0.1:" + port));
    return Optional.of(started(command, port, folder));
  }

  static Optional<Server> nginx(String suite, Path folder)
      throws IOException, InterruptedException {
    if (Commands.version("nginx", "-v").isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off; master_process off; pid nginx.pid; error_log nginx.log;
        events {}
        http {
          access_log off; sendfile off;
          server {
            listen 127.0.0.1:%d ssl; root %s;
            ssl_certificate %s/ecdsa.pem; ssl_certificate_key %s/ecdsa.key;
            ssl_protocols TLSv1.3; ssl_conf_command Ciphersuites %s;
          }
        }
        """
            .formatted(port, folder, folder, folder, suite));
    List<String> command = List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf");
    return Optional.of(started(command, port, folder));
  }

  private static Server started(List<String> command, int port, Path folder)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    for (int i = 0; i < TRIES && !listens(port); i++) {
      Thread.sleep(PAUSE_MILLIS);
    }
    return new Server(process, port);
  }

  private static boolean listens(int port) {
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The command of a program of ours; it gets the options that the launcher of Jessel gives. */
  static List<String> java(Jdk jdk, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(jdk.java(), "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-cp");
    command.add(absolute(WorkerLink.classPath(Peer.JESSEL)));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
