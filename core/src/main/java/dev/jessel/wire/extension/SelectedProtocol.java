// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;

/**
 * {@code application_layer_protocol_negotiation} in the server's answer (RFC 7301 section 3.1): a
 * list with exactly one name.
 *
 * @param protocol a name of 1 to 255 bytes
 */
public record SelectedProtocol(Bytes protocol) implements Extension {
  static SelectedProtocol decode(ByteReader in) throws TlsException {
    ByteReader list = in.vector16(2, 0xffff);
    Bytes protocol = list.opaque8(1, 0xff);
    list.expectEnd();
    return new SelectedProtocol(protocol);
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> list.opaque8(protocol));
  }
}
