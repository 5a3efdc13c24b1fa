// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** A client of the {@link EchoServer}, driven by a {@link Crowd}. */
abstract class Visitor {
  private static final int SOCKET_BUFFER = 32_768;

  final SocketChannel channel;

  Visitor(InetSocketAddress server) throws IOException {
    channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
    channel.connect(server);
    channel.configureBlocking(false);
  }

  /**
   * Goes on until the socket, or the others, must be waited for.
   *
   * @return what to wait for, 0 for the others
   */
  abstract int advance(Crowd crowd) throws IOException;

  /** True when it is connected as far as it wants to be. */
  abstract boolean hasArrived();

  /** True when nothing more will come of it. */
  abstract boolean isDone();

  /** True when it does nothing until the others are done. */
  abstract boolean waitsForTheOthers();

  /** Vanishes: the server gets a reset. */
  final void vanish() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }
}
