// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code ticket_request} in a ClientHello (RFC 9149 section 3).
 *
 * @param fresh tickets wanted after a full handshake, 0 to 255
 * @param resumed tickets wanted after a resumption, 0 to 255
 */
public record TicketRequest(int fresh, int resumed) implements Extension {
  static TicketRequest decode(ByteReader in) throws TlsException {
    return new TicketRequest(in.u8(), in.u8());
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.TICKET_REQUEST;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(fresh).u8(resumed);
  }
}
