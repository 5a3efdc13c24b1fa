// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two connected TCP sockets on this machine. */
record Loopback(SocketChannel near, SocketChannel far) implements AutoCloseable {
  static Loopback open() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel near = SocketChannel.open(server.getLocalAddress());
      return new Loopback(near, server.accept());
    }
  }

  /** The far side vanishes: the near one gets a reset instead of an end. */
  void reset() throws IOException {
    far.setOption(StandardSocketOptions.SO_LINGER, 0);
    far.close();
  }

  @Override
  public void close() throws IOException {
    try (far) {
      near.close();
    }
  }
}
