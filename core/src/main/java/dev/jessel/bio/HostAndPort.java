// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host and a port as they are written: {@code host:port}, {@code [::1]:port}, or one of them.
 * Answers to {@code BIO_parse_hostserv} and {@code BIO_lookup}.
 *
 * @param host a name or an address; empty for none, or for {@code *}
 * @param port a number, or the name of one of the services that OpenSSL's manual lists
 */
record HostAndPort(Optional<String> host, Optional<String> port) {
  private static final Map<String, Integer> SERVICES =
      Map.of(
          "http", 80, "https", 443, "ssl", 443, "ftp", 21, "telnet", 23, "socks", 1080, "gopher",
          70, "wais", 21);
  private static final int LARGEST = 65535;

  /** Parses a text; what stands alone is the host. */
  static HostAndPort hostFirst(String text) throws BioException {
    return parse(text, true);
  }

  /** Parses a text; what stands alone is the port. */
  static HostAndPort portFirst(String text) throws BioException {
    return parse(text, false);
  }

  private static HostAndPort parse(String text, boolean hostFirst) throws BioException {
    if (text.startsWith("[")) {
      return bracketed(text);
    }
    int colon = text.indexOf(':');
    if (colon != text.lastIndexOf(':')) {
      throw new BioException(
          BioException.Reason.AMBIGUOUS_HOST_OR_SERVICE, "more than one colon: " + text);
    }
    if (colon >= 0) {
      return new HostAndPort(part(text.substring(0, colon)), part(text.substring(colon + 1)));
    }
    return hostFirst
        ? new HostAndPort(part(text), Optional.empty())
        : new HostAndPort(Optional.empty(), part(text));
  }

  private static HostAndPort bracketed(String text) throws BioException {
    int end = text.indexOf(']');
    String rest = end < 0 ? "" : text.substring(end + 1);
    if (end < 0 || !rest.isEmpty() && !rest.startsWith(":")) {
      throw new BioException(
          BioException.Reason.MALFORMED_HOST_OR_SERVICE, "not [address]:port: " + text);
    }
    return new HostAndPort(
        part(text.substring(1, end)), rest.isEmpty() ? Optional.empty() : part(rest.substring(1)));
  }

  private static Optional<String> part(String text) {
    return text.isEmpty() || text.equals("*") ? Optional.empty() : Optional.of(text);
  }

  /** The addresses to connect to, in the resolver's order; without a host, this machine. */
  List<InetSocketAddress> toConnect(IpFamily family) throws BioException {
    int number = portNumber();
    return addresses(host.orElse("localhost"), family).stream()
        .map(address -> new InetSocketAddress(address, number))
        .toList();
  }

  /** The address to listen on; without a host, all of this machine. */
  InetSocketAddress toListen(IpFamily family) throws BioException {
    String any = family == IpFamily.IPV6 ? "::" : "0.0.0.0";
    int number = portNumber();
    return host.isEmpty() && family == IpFamily.ANY
        ? new InetSocketAddress(number)
        : new InetSocketAddress(addresses(host.orElse(any), family).get(0), number);
  }

  private static List<InetAddress> addresses(String host, IpFamily family) throws BioException {
    try {
      List<InetAddress> found =
          Arrays.stream(InetAddress.getAllByName(host)).filter(family::admits).toList();
      if (found.isEmpty()) {
        throw new BioException(
            BioException.Reason.LOOKUP_RETURNED_NOTHING, host + " has no " + family + " address");
      }
      return found;
    } catch (UnknownHostException e) {
      throw new BioException(BioException.Reason.SYS_LIB, "no address for " + host);
    }
  }

  private int portNumber() throws BioException {
    String text = port.orElse("0");
    Integer service = SERVICES.get(text);
    if (service != null) {
      return service;
    }
    int number = text.matches("\\d{1,5}") ? Integer.parseInt(text) : LARGEST + 1;
    if (number > LARGEST) {
      throw new BioException(BioException.Reason.SYS_LIB, "no port or known service: " + text);
    }
    return number;
  }
}
