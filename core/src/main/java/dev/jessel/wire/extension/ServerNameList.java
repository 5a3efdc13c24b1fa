// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.nio.charset.StandardCharsets;

/**
 * {@code server_name} in a ClientHello (RFC 6066 section 3): the host that the client wants to
 * speak with. The list has exactly one {@code host_name}, as everybody sends it.
 *
 * @param hostName a DNS name in ASCII as it was sent, 1 to 255 characters
 */
public record ServerNameList(String hostName) implements Extension {
  private static final int HOST_NAME = 0;
  private static final int MAX_LENGTH = 255;

  /**
   * Takes a host name.
   *
   * @throws IllegalArgumentException if it is empty, too long or not visible ASCII
   */
  public ServerNameList {
    if (!isHostName(hostName)) {
      throw new IllegalArgumentException("not a host name");
    }
  }

  static ServerNameList decode(ByteReader in) throws TlsException {
    ByteReader list = in.vector16(1, 0xffff);
    if (list.u8() != HOST_NAME) {
      throw new TlsException(SslReason.SSL3_EXT_INVALID_SERVERNAME_TYPE);
    }
    Bytes name = list.opaque16(1, 0xffff);
    // RFC 6066 3: not more than one name of the same type.
    list.expectEnd();
    return new ServerNameList(hostName(name));
  }

  private static String hostName(Bytes name) throws TlsException {
    String text = new String(name.toArray(), StandardCharsets.ISO_8859_1);
    if (!isHostName(text)) {
      throw new TlsException(SslReason.UNRECOGNIZED_NAME, name.length() + " bytes, no host name");
    }
    return text;
  }

  // A name that gets into logs and file paths of the application: nothing but visible ASCII.
  private static boolean isHostName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SERVER_NAME;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(
        list ->
            list.u8(HOST_NAME).opaque16(Bytes.of(hostName.getBytes(StandardCharsets.US_ASCII))));
  }
}
