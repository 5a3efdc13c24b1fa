// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.util.List;

/**
 * {@code application_layer_protocol_negotiation} in a ClientHello (RFC 7301 section 3.1).
 *
 * @param protocols names of 1 to 255 bytes, most wanted first, not empty
 */
public record ApplicationProtocols(List<Bytes> protocols) implements Extension {
  /** Copies the list. */
  public ApplicationProtocols {
    protocols = List.copyOf(protocols);
  }

  static ApplicationProtocols decode(ByteReader in) throws TlsException {
    ByteReader list = in.vector16(2, 0xffff);
    return new ApplicationProtocols(list.items(item -> item.opaque8(1, 0xff)));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> protocols.forEach(list::opaque8));
  }
}
