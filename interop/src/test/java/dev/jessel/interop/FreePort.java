// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for peers that cannot choose one and tell. */
final class FreePort {
  private FreePort() {}

  /** A port that was free a moment ago. */
  static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
