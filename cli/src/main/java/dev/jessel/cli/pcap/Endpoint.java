// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * One end of a TCP connection, as packets name it.
 *
 * @param address IPv4 or IPv6
 * @param port 0 to 65535
 */
record Endpoint(InetAddress address, int port) {
  private static final int V6 = 16;
  private static final int V4_IN_V6 = 12;

  static Endpoint of(InetSocketAddress socket) {
    return new Endpoint(socket.getAddress(), socket.getPort());
  }

  boolean isV4() {
    return address instanceof Inet4Address;
  }

  /** 4 bytes, or 16 when the packet is IPv6. */
  byte[] bytes(boolean v6) {
    byte[] own = address.getAddress();
    if (!v6 || own.length == V6) {
      return own;
    }
    byte[] mapped = new byte[V6];
    Arrays.fill(mapped, V4_IN_V6 - 2, V4_IN_V6, (byte) 0xFF);
    System.arraycopy(own, 0, mapped, V4_IN_V6, own.length);
    return mapped;
  }
}
