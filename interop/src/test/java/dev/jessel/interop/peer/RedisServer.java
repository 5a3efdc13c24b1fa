// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Redis of a test's own on this machine, which it may stop and start again. */
public final class RedisServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Path directory;
  private final List<String> options;
  private final int port;
  private ChildProcess process;

  private RedisServer(Path directory, List<String> options, int port) {
    this.directory = directory;
    this.options = options;
    this.port = port;
    this.process = started();
  }

  /**
   * Starts one that saves nothing unless it is told to.
   *
   * @param directory where its files go
   */
  public static RedisServer start(Path directory, String... options) {
    return new RedisServer(directory, List.of(options), freePort());
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildProcess started() {
    List<Object> arguments = new ArrayList<>(List.of("--port", port, "--bind", "127.0.0.1"));
    arguments.addAll(List.of("--save", "", "--appendonly", "no", "--dir", directory));
    arguments.addAll(options);
    ChildProcess started = ChildProcess.start(Peer.REDIS_SERVER, arguments.toArray());
    started.await("Ready to accept connections");
    return started;
  }

  /** Its port on the loopback address. */
  public int port() {
    return port;
  }

  /** Ends it as a crash would: nothing is saved. */
  public void stop() {
    process.close();
  }

  /** Starts it again, on its port, with what it saved; nothing happens when it runs. */
  public void startAgain() {
    if (!process.isAlive()) {
      process = started();
    }
  }

  /** Gives a command, which has an answer of one line. */
  public String tell(String... command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write((String.join(" ", command) + "\r\n").getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    } catch (IOException e) {
      throw new AssertionError("no answer to " + Arrays.toString(command), e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
