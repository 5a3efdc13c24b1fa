// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One address for several servers: each connection is passed on to the next of them. */
final class RoundRobin implements AutoCloseable {
  private final List<Integer> ports;
  private final Queue<Integer> order = new ConcurrentLinkedQueue<>();
  private final ServerSocket listening;
  private int turn;

  /** An address for servers on these ports of this machine. */
  RoundRobin(List<Integer> ports) throws IOException {
    this.ports = List.copyOf(ports);
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run("round robin", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Sends the next connections to these servers, by their places in the list. */
  void send(List<Integer> servers) {
    order.addAll(servers);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), ports.get(next()));
        run("to the server", () -> pass(client, server));
        run("to the client", () -> pass(server, client));
      }
    } catch (SocketException e) {
      // Closed: the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int next() {
    Integer wanted = order.poll();
    if (wanted != null) {
      return wanted;
    }
    turn = (turn + 1) % ports.size();
    return turn;
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private static void run(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
