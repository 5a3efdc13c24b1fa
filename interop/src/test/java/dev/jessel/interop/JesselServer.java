// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server on Jessel over blocking sockets, one connection after the other, for one test. */
final class JesselServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final int READ_LENGTH = 4096;

  private final SslContext context;
  private final Talk talk;
  private final Consumer<WireTap> tapped;
  private final ServerSocketChannel listening;
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** What a server says on a connection. */
  @FunctionalInterface
  interface Talk {
    void with(Ssl ssl) throws IOException;
  }

  /** How a connection went; {@code failure} is null when it went well. */
  private record Outcome(Ssl ssl, Throwable failure) {}

  private JesselServer(SslContext context, Talk talk, Consumer<WireTap> tapped) throws IOException {
    this.context = context;
    this.talk = talk;
    this.tapped = tapped;
    this.listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    thread = new Thread(this::run, "Jessel server");
    thread.setDaemon(true);
    thread.start();
  }

  static JesselServer start(SslContext.Builder context, Talk talk) throws IOException {
    return new JesselServer(context.build(), talk, tap -> {});
  }

  /** As {@link #start}; what taps the wire of each connection is handed out before it begins. */
  static JesselServer startTapped(SslContext.Builder context, Talk talk, Consumer<WireTap> tapped)
      throws IOException {
    return new JesselServer(context.build(), talk, tapped);
  }

  int port() throws IOException {
    return ((InetSocketAddress) listening.getLocalAddress()).getPort();
  }

  String address() throws IOException {
    return "127.0.0.1:" + port();
  }

  /** The next connection that ended, and well. */
  Ssl served() {
    Outcome outcome = next();
    if (outcome.failure() != null) {
      throw new AssertionError("the server failed: " + outcome.failure(), outcome.failure());
    }
    return outcome.ssl();
  }

  /** Why the next connection that ended failed. */
  SslException refused() {
    Outcome outcome = next();
    if (outcome.failure() instanceof SslException expected) {
      return expected;
    }
    throw new AssertionError("the server did not refuse: " + outcome.failure(), outcome.failure());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    thread.interrupt();
  }

  private Outcome next() {
    try {
      Outcome outcome = outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (outcome == null) {
        throw new AssertionError("no connection ended");
      }
      return outcome;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void run() {
    try {
      while (true) {
        serve(listening.accept());
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(SocketChannel channel) {
    WireTap tap = new WireTap(Bio.of(channel));
    tapped.accept(tap);
    Ssl ssl = context.newSsl(tap);
    try {
      talk.with(ssl);
      ssl.close();
      outcomes.add(new Outcome(ssl, null));
    } catch (IOException | RuntimeException | AssertionError e) {
      Thread lingering = new Thread(() -> linger(channel, ssl), "lingering");
      lingering.setDaemon(true);
      lingering.start();
      outcomes.add(new Outcome(ssl, e));
    }
  }

  private static void sayGoodbye(Ssl ssl) throws IOException {
    try {
      SslStatus ignored = ssl.shutdownOutput();
    } catch (SslException e) {
      // The alert was its last word.
    }
  }

  /** A socket that is closed with something unread in it may take the alert back. */
  private static void linger(SocketChannel channel, Ssl ssl) {
    ByteBuffer unread = ByteBuffer.allocate(READ_LENGTH);
    try (ssl) {
      sayGoodbye(ssl);
      channel.shutdownOutput();
      while (channel.read(unread.clear()) >= 0) {
        // Whatever it is, nobody wants it.
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }
}
