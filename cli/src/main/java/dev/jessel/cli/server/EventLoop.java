// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.server;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * One thread that serves any number of clients: it waits for those that have something to do, and
 * gives each a turn. Only {@link #post} may be called from other threads.
 */
final class EventLoop implements AutoCloseable {
  private static final int TICK_MILLIS = 250;
  private static final int ACCEPTS_PER_TURN = 64;

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final SelectionKey accepting;
  private final Greeter greeter;
  private final long acceptLimit;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<ServerConnection> clients = new LinkedHashSet<>();
  private long accepted;
  private long resumeAccepting;

  /** Makes a connection of a channel that was accepted. */
  interface Greeter {
    ServerConnection greet(SocketChannel channel, Selector selector) throws IOException;

    /** A client could not be taken; the server goes on. */
    void failed(IOException why);

    /** A client is gone. */
    void gone(ServerConnection client);

    /** All have had their turn. */
    void turnEnded();
  }

  /**
   * A loop that has not started.
   *
   * @param listener is bound
   * @param acceptLimit clients to take before no more are taken; 0 for no limit
   */
  EventLoop(ServerSocketChannel listener, Greeter greeter, long acceptLimit) throws IOException {
    this.listener = listener;
    this.greeter = greeter;
    this.acceptLimit = acceptLimit;
    this.selector = Selector.open();
    listener.configureBlocking(false);
    this.accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Those that are connected now. */
  List<ServerConnection> clients() {
    return List.copyOf(clients);
  }

  /** Has the loop do something, from any thread. */
  void post(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Takes no more clients; the loop ends when the last one is gone. */
  void stopAccepting() {
    try {
      listener.close();
    } catch (IOException e) {
      greeter.failed(e);
    }
  }

  /** Serves until nobody is left and nobody may come, or the thread is interrupted. */
  void run() throws IOException {
    while (!Thread.currentThread().isInterrupted() && hasWork()) {
      selector.select(isIdle() ? 0 : TICK_MILLIS);
      runTasks();
      serveSelected();
      tidyUp();
      greeter.turnEnded();
    }
  }

  private boolean hasWork() {
    return listener.isOpen() || !clients.isEmpty();
  }

  /** With nobody there nothing can grow too old. */
  private boolean isIdle() {
    return clients.isEmpty() && accepting.isValid() && isAccepting();
  }

  private boolean isAccepting() {
    return accepting.interestOps() != 0;
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void serveSelected() {
    Set<SelectionKey> selected = selector.selectedKeys();
    boolean knocked = selected.remove(accepting);
    for (SelectionKey key : selected) {
      if (key.attachment() instanceof ServerConnection client) {
        client.turn();
      }
    }
    selected.clear();
    if (knocked) {
      accept();
    }
  }

  private void accept() {
    try {
      for (int i = 0; i < ACCEPTS_PER_TURN && listener.isOpen(); i++) {
        SocketChannel channel = listener.accept();
        if (channel == null) {
          return;
        }
        welcome(channel);
      }
    } catch (IOException e) {
      // Out of file descriptors, mostly: trying again at once would be a busy loop.
      greeter.failed(e);
      if (accepting.isValid()) {
        accepting.interestOps(0);
        resumeAccepting = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
      }
    }
  }

  private void welcome(SocketChannel channel) {
    accepted++;
    try {
      channel.configureBlocking(false);
      clients.add(greeter.greet(channel, selector));
    } catch (IOException e) {
      greeter.failed(e);
      closeQuietly(channel);
    }
    if (accepted == acceptLimit) {
      stopAccepting();
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone, one way or the other.
    }
  }

  private void tidyUp() {
    long now = System.nanoTime();
    for (ServerConnection client : clients()) {
      client.expire(now);
      if (client.isClosed()) {
        clients.remove(client);
        greeter.gone(client);
      }
    }
    if (accepting.isValid() && !isAccepting() && now - resumeAccepting > 0) {
      accepting.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  @Override
  public void close() throws IOException {
    clients().forEach(client -> client.abandon("the server ends"));
    listener.close();
    try {
      selector.close();
    } catch (ClosedSelectorException e) {
      // Closed twice.
    }
  }
}
