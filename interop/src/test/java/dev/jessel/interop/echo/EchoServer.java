// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import dev.jessel.SslContext;
import dev.jessel.bio.Bio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Echoes on any number of connections, with one thread and one selector. */
final class EchoServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int SOCKET_BUFFER = 65_536;

  private final SslContext context;
  private final Selector selector;
  private final ServerSocketChannel listening;
  private final Thread thread;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger blockedWrites = new AtomicInteger();
  private final AtomicInteger goodbyes = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  EchoServer(SslContext context) throws IOException {
    this.context = context;
    selector = Selector.open();
    listening = ServerSocketChannel.open();
    // Small buffers, so that a client which does not read is felt soon.
    listening.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listening.configureBlocking(false);
    SelectionKey unused = listening.register(selector, SelectionKey.OP_ACCEPT);
    thread = new Thread(this::run, "echo server");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listening.getLocalAddress();
  }

  /** Connections that are open now. */
  int open() {
    return open.get();
  }

  /** The most connections that were open at once. */
  int peak() {
    return peak.get();
  }

  /** How often a write had to wait for a client. */
  int blockedWrites() {
    return blockedWrites.get();
  }

  /** Connections that ended with both sides' close_notify. */
  int goodbyes() {
    return goodbyes.get();
  }

  /** Connections that broke. */
  int failures() {
    return failures.get();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    listening.close();
  }

  private void run() {
    try {
      while (selector.isOpen()) {
        selector.select(this::serve);
      }
    } catch (ClosedSelectorException | IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(SelectionKey key) {
    if (key.attachment() instanceof EchoConnection connection) {
      advance(key, connection);
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      SocketChannel channel = listening.accept();
      while (channel != null) {
        welcome(channel);
        channel = listening.accept();
      }
    } catch (IOException e) {
      throw new IllegalStateException("the listening socket failed", e);
    }
  }

  private void welcome(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
    EchoConnection connection = new EchoConnection(context.newSsl(Bio.of(channel)));
    SelectionKey unused = channel.register(selector, SelectionKey.OP_READ, connection);
    int now = open.incrementAndGet();
    peak.accumulateAndGet(now, Math::max);
  }

  private void advance(SelectionKey key, EchoConnection connection) {
    try {
      int interest = connection.advance();
      if (interest == 0) {
        goodbyes.incrementAndGet();
        end(connection);
        return;
      }
      if ((interest & SelectionKey.OP_WRITE) != 0) {
        blockedWrites.incrementAndGet();
      }
      key.interestOps(interest);
    } catch (IOException e) {
      failures.incrementAndGet();
      end(connection);
    }
  }

  private void end(EchoConnection connection) {
    connection.close();
    open.decrementAndGet();
  }
}
