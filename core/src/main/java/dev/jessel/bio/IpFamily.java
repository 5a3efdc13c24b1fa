// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Which IP addresses are meant. */
public enum IpFamily {
  /** Both. */
  ANY,
  /** IPv4 alone. */
  IPV4,
  /** IPv6 alone. */
  IPV6;

  boolean admits(InetAddress address) {
    return this == ANY
        || this == IPV4 && address instanceof Inet4Address
        || this == IPV6 && address instanceof Inet6Address;
  }
}
