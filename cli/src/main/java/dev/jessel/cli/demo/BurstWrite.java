// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import dev.jessel.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One large write to a non-blocking channel whose other end does not read at first. The write stops
 * with WANT_WRITE, and goes on where it stopped whenever the channel has room again.
 */
final class BurstWrite {
  private static final long PATIENCE_MILLIS = 30_000;

  private final Ssl ssl;
  private final SocketChannel channel;
  private final ByteBuffer source;
  private int calls;
  private int stops;

  BurstWrite(Ssl ssl, SocketChannel channel, ByteBuffer source) {
    this.ssl = ssl;
    this.channel = channel;
    this.source = source;
  }

  /** Writes until the channel is full; returns how many bytes it took. */
  int fill() throws IOException, CommandFailure {
    SslStatus status = write();
    if (status != SslStatus.WANT_WRITE) {
      throw new CommandFailure("the network swallowed " + source.position() + " unread bytes");
    }
    return source.position();
  }

  /** Writes the rest, each time the channel has room. */
  void finish() throws IOException, CommandFailure {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      do {
        if (selector.select(key -> {}, PATIENCE_MILLIS) == 0) {
          throw new CommandFailure("nobody made room for " + source.remaining() + " bytes");
        }
      } while (write() != SslStatus.DONE);
    }
  }

  /** How often write was called. */
  int calls() {
    return calls;
  }

  /** How often it said WANT_WRITE. */
  int stops() {
    return stops;
  }

  private SslStatus write() throws IOException {
    SslStatus status = ssl.write(source);
    calls++;
    stops += status == SslStatus.WANT_WRITE ? 1 : 0;
    return status;
  }
}
