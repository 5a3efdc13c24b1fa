// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One thread, one selector: what comes in goes back. */
final class EchoServer implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final Talk.Maker maker;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final Thread thread = new Thread(this::serve, "echo");
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final ByteBuffer buffer = ByteBuffer.allocate(Rows.FULL);
  private volatile boolean over;

  EchoServer(Talk.Maker maker) throws IOException {
    this.maker = maker;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    thread.setDaemon(true);
    thread.start();
  }

  SocketAddress address() throws IOException {
    return listener.getLocalAddress();
  }

  /** Processor time of its thread so far, in nanoseconds. */
  long nanos() {
    return threads.getThreadCpuTime(thread.getId());
  }

  private void serve() {
    try {
      while (!over) {
        selector.select(this::serve);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        echo(key);
      }
    } catch (IOException gone) {
      close(key);
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    SocketChannel channel = listener.accept();
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, maker.make(channel));
  }

  private void echo(SelectionKey key) throws IOException {
    Talk talk = (Talk) key.attachment();
    buffer.clear();
    while (talk.read(buffer)) {
      talk.write(buffer.flip());
      buffer.clear();
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : selector.keys()) {
      close(key);
    }
    selector.close();
  }
}
