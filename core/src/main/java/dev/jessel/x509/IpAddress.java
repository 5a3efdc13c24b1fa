// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses in text, without ever asking a resolver. */
final class IpAddress {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern V6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private IpAddress() {}

  /** 4 or 16 bytes; empty if the text is no address. IPv6 may stand in square brackets. */
  static Optional<Bytes> parse(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String literal = bracketed ? text.substring(1, text.length() - 1) : text;
    boolean isV6 = V6_CHARACTERS.matcher(literal).matches();
    if (!isV6 && (bracketed || !V4.matcher(literal).matches())) {
      return Optional.empty();
    }
    try {
      // Text of these two forms is decoded or refused, never looked up.
      return Optional.of(Bytes.of(InetAddress.getByName(literal).getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** An address as people write it; in hexadecimal when it has another length than addresses. */
  static String text(Bytes address) {
    try {
      return InetAddress.getByAddress(address.toArray()).getHostAddress();
    } catch (UnknownHostException e) {
      return address.hex();
    }
  }
}
