// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Repeats calls on a connection until they are done, but not longer than it has patience for. The
 * socket does not block from now on.
 */
final class Patience implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  /** How long a server may take to send a ticket, which it need not. */
  private static final int TICKET_MILLIS = 1000;

  private final Selector selector;
  private final SelectionKey key;
  private final long millis;

  /** What is repeated. */
  @FunctionalInterface
  interface Call {
    SslStatus go() throws IOException;
  }

  /** Patience of so many milliseconds with each call. */
  Patience(SocketChannel channel, long millis) throws IOException {
    selector = Selector.open();
    channel.configureBlocking(false);
    key = channel.register(selector, 0);
    this.millis = millis;
  }

  /** Repeats a call while it wants to wait. */
  SslStatus repeat(Call call) throws IOException {
    return repeat(call, millis, () -> false);
  }

  /**
   * Repeats a call while it wants to wait.
   *
   * @param most milliseconds
   * @param enough ends the waiting early
   * @return what the call returned last: something to wait for, when the time is up
   */
  SslStatus repeat(Call call, long most, BooleanSupplier enough) throws IOException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(most);
    SslStatus status = call.go();
    while (isWaiting(status) && !enough.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        return status;
      }
      key.interestOps(
          status == SslStatus.WANT_WRITE ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      selector.select(left);
      selector.selectedKeys().clear();
      status = call.go();
    }
    return status;
  }

  /**
   * Reads until a ticket has come, or none is likely to.
   *
   * @param has tells whether it has come
   * @param data gets what else comes
   */
  void awaitTicket(Ssl ssl, BooleanSupplier has, Consumer<ByteBuffer> data) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    SslStatus status = SslStatus.DONE;
    while (status == SslStatus.DONE && !has.getAsBoolean()) {
      status = repeat(() -> ssl.read(buffer.clear()), TICKET_MILLIS, has);
      if (status == SslStatus.DONE) {
        data.accept(buffer.flip());
      }
    }
  }

  private static boolean isWaiting(SslStatus status) {
    return status != SslStatus.DONE && status != SslStatus.CLOSED;
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
