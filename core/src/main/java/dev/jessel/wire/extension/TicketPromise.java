// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code ticket_request} in EncryptedExtensions (RFC 9149 section 3).
 *
 * @param expected tickets that the server means to send, 0 to 255
 */
public record TicketPromise(int expected) implements Extension {
  static TicketPromise decode(ByteReader in) throws TlsException {
    return new TicketPromise(in.u8());
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.TICKET_REQUEST;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(expected);
  }
}
