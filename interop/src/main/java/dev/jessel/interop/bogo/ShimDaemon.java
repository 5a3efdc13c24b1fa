// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs tests in one JVM that stays warm. A forwarder sends the count of its arguments and each
 * argument, ended by zero bytes, and gets back the exit status and the text for standard error, in
 * the same form.
 */
final class ShimDaemon {
  private static final int BACKLOG = 128;
  private static final int MAX_ARGUMENTS = 1000;
  private static final int MAX_ARGUMENT_LENGTH = 1 << 16;

  private final ServerSocket listener;

  private ShimDaemon(ServerSocket listener) {
    this.listener = listener;
  }

  static ShimDaemon start(Path portFile) throws IOException {
    ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread acceptor = new Thread(() -> acceptAll(listener), "acceptor");
    acceptor.setDaemon(true);
    acceptor.start();
    Path half = portFile.resolveSibling(portFile.getFileName() + ".new");
    Files.writeString(half, listener.getLocalPort() + "\n");
    Files.move(half, portFile, StandardCopyOption.ATOMIC_MOVE);
    return new ShimDaemon(listener);
  }

  /** Whoever started the daemon ends it by closing its input, or by dying. */
  void runUntilInputEnds(InputStream input) throws IOException {
    try (listener) {
      while (input.read() >= 0) {
        // What is said there does not matter.
      }
    }
  }

  private static void acceptAll(ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        Socket forwarder = listener.accept();
        Thread thread = new Thread(() -> serve(forwarder), "test");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        // Closed, or a forwarder that vanished before it was heard.
      }
    }
  }

  private static void serve(Socket forwarder) {
    try (forwarder) {
      InputStream in = new BufferedInputStream(forwarder.getInputStream());
      Outcome outcome = ShimTest.run(arguments(in));
      OutputStream out = forwarder.getOutputStream();
      out.write(
          (outcome.status() + "\0" + outcome.text().replace('\0', ' ') + "\0")
              .getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // The runner gave up on this test: nobody listens any more.
    }
  }

  private static List<String> arguments(InputStream in) throws IOException {
    int count = Integer.parseInt(text(in));
    if (count < 0 || count > MAX_ARGUMENTS) {
      throw new IOException("not a count of arguments: " + count);
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(text(in));
    }
    return arguments;
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int b = in.read(); b != 0; b = in.read()) {
      if (b < 0 || text.size() == MAX_ARGUMENT_LENGTH) {
        throw new EOFException("an argument has no end");
      }
      text.write(b);
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }
}
