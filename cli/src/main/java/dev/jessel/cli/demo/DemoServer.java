// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * The server's half of the story, on a thread of its own: takes one connection, reads what comes,
 * sends as much back, and says goodbye.
 */
final class DemoServer implements Callable<Void>, AutoCloseable {
  private final ServerSocketChannel listener;
  private final SslContext context;
  private final Plan plan;
  private final CountDownLatch mayRead = new CountDownLatch(1);

  /**
   * What the client will send and get.
   *
   * @param burst comes first, as soon as the server may read
   * @param upload comes next
   * @param uploadMeter watches it arrive
   * @param download goes back
   */
  record Plan(Transfer burst, Transfer upload, ProgressMeterSource uploadMeter, Transfer download) {
    /** Makes a meter when its transfer begins. */
    interface ProgressMeterSource {
      ProgressMeter start();
    }
  }

  DemoServer(DemoIdentity identity, Plan plan) throws IOException {
    this.plan = plan;
    this.context = SslContext.server().credential(identity.server()).readAhead(true).build();
    this.listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  /** Lets the server read; until then it leaves the bytes in the network. */
  void startReading() {
    mayRead.countDown();
  }

  @Override
  public Void call() throws IOException, CommandFailure, InterruptedException {
    try (SocketChannel channel = listener.accept();
        Ssl ssl = context.newSsl(Bio.of(channel))) {
      expect(SslStatus.DONE, ssl.handshake());
      mayRead.await();
      plan.burst().receive(ssl, received -> {});
      plan.upload().receive(ssl, plan.uploadMeter().start());
      plan.download().send(ssl);
      expect(SslStatus.CLOSED, ssl.read(ByteBuffer.allocate(1)));
      expect(SslStatus.DONE, ssl.shutdownOutput());
      return null;
    }
  }

  private static void expect(SslStatus expected, SslStatus found) throws CommandFailure {
    if (found != expected) {
      throw new CommandFailure("the server saw " + found + " in place of " + expected);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    startReading();
  }
}
