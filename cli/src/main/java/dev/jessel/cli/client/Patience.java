// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.SslStatus;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Repeats calls on a connection until they are done, but not longer than it has patience for. The
 * socket does not block from now on.
 */
final class Patience implements AutoCloseable {
  private final Selector selector;
  private final SelectionKey key;
  private final long until;

  /** What is repeated. */
  @FunctionalInterface
  interface Call {
    SslStatus go() throws IOException;
  }

  /** Patience that begins now. */
  Patience(SocketChannel channel, long millis) throws IOException {
    selector = Selector.open();
    channel.configureBlocking(false);
    key = channel.register(selector, 0);
    until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /**
   * Repeats a call while it wants to wait.
   *
   * @param enough ends the waiting early
   * @return what the call returned last: something to wait for, when the time is up
   */
  SslStatus repeat(Call call, BooleanSupplier enough) throws IOException {
    SslStatus status = call.go();
    while (isWaiting(status) && !enough.getAsBoolean()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (millis <= 0) {
        return status;
      }
      key.interestOps(
          status == SslStatus.WANT_WRITE ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      selector.select(millis);
      selector.selectedKeys().clear();
      status = call.go();
    }
    return status;
  }

  private static boolean isWaiting(SslStatus status) {
    return status != SslStatus.DONE && status != SslStatus.CLOSED;
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
