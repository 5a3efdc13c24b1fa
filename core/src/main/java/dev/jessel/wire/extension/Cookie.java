// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;

/**
 * {@code cookie} (RFC 9846 section 4.3.2), from a HelloRetryRequest and back in the next
 * ClientHello.
 *
 * @param cookie 1 to 65535 bytes that mean something to the server alone
 */
public record Cookie(Bytes cookie) implements Extension {
  static Cookie decode(ByteReader in) throws TlsException {
    return new Cookie(in.opaque16(1, 0xffff));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.COOKIE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.opaque16(cookie);
  }
}
