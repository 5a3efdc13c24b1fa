// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.cli.CommandFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A host and a port as users write them: {@code example.com:443}, {@code 192.0.2.1}, {@code
 * [2001:db8::1]:443}.
 *
 * @param host name or address, without brackets; empty or {@code *} for any
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {
  /** The port of those who name none, as OpenSSL's tools have it. */
  public static final int DEFAULT_PORT = 4433;

  private static final int MAX_PORT = 65_535;
  private static final int MAX_DIGITS = 5;

  /** Reads what a client connects to: a host, with or without a port. */
  public static HostPort toConnect(String text) throws CommandFailure {
    HostPort found = parse(text);
    if (found.port == 0) {
      throw new CommandFailure("cannot connect to port 0");
    }
    return found.host.isEmpty() ? new HostPort("localhost", found.port) : found;
  }

  /** Reads where a server listens: a port, with or without a host. */
  public static HostPort toAccept(String text) throws CommandFailure {
    boolean portAlone = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    return portAlone ? new HostPort("", port(text, text)) : parse(text);
  }

  private static HostPort parse(String text) throws CommandFailure {
    int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
    if (bracket > 0) {
      String rest = text.substring(bracket + 1);
      if (!rest.isEmpty() && !rest.startsWith(":")) {
        throw notUnderstood(text);
      }
      return of(text.substring(1, bracket), rest.isEmpty() ? "" : rest.substring(1), text);
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.indexOf(':') != colon) {
      // Several colons and no brackets: an IPv6 address alone.
      return of(text, "", text);
    }
    return of(text.substring(0, colon), text.substring(colon + 1), text);
  }

  private static HostPort of(String host, String port, String text) throws CommandFailure {
    if (host.contains("[") || host.contains("]") || host.contains(" ")) {
      throw notUnderstood(text);
    }
    return new HostPort(host, port.isEmpty() ? DEFAULT_PORT : port(port, text));
  }

  private static int port(String digits, String text) throws CommandFailure {
    boolean number = digits.length() <= MAX_DIGITS && digits.chars().allMatch(c -> isDigit(c));
    if (!number || Integer.parseInt(digits) > MAX_PORT) {
      throw new CommandFailure("'" + text + "': a port is a number up to " + MAX_PORT);
    }
    return Integer.parseInt(digits);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static CommandFailure notUnderstood(String text) {
    return new CommandFailure("'" + text + "' is not of the form host:port");
  }

  /** The addresses of the host, at least one. */
  public List<InetSocketAddress> addresses() throws CommandFailure {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(address -> new InetSocketAddress(address, port))
          .toList();
    } catch (UnknownHostException e) {
      throw new CommandFailure("cannot find host " + host, e);
    }
  }

  /** The address to listen on. */
  public InetSocketAddress local() throws CommandFailure {
    boolean any = host.isEmpty() || host.equals("*");
    return any ? new InetSocketAddress(port) : addresses().get(0);
  }

  /** Host and port in OpenSSL's form. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** A socket's address in the same form. */
  public static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return new HostPort(host, address.getPort()).toString();
  }
}
