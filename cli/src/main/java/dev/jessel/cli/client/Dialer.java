// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.tls.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/** Makes a TCP connection to the first address of a host that answers. */
final class Dialer {
  private static final int PATIENCE_MILLIS = 30_000;

  private Dialer() {}

  static SocketChannel dial(HostPort target) throws CommandFailure {
    IOException last = null;
    for (InetSocketAddress address : target.addresses()) {
      try {
        return connect(address);
      } catch (IOException e) {
        last = e;
      }
    }
    String reason = last == null ? "no address" : last.getMessage();
    throw new CommandFailure("cannot connect to " + target + ": " + reason, last);
  }

  private static SocketChannel connect(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(address, PATIENCE_MILLIS);
      return channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
