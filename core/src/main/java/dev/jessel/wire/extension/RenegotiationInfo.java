// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;

/**
 * {@code renegotiation_info} (RFC 5746), for TLS 1.2.
 *
 * @param renegotiatedConnection verify data of the handshake before; empty in the first one
 */
public record RenegotiationInfo(Bytes renegotiatedConnection) implements Extension {
  static RenegotiationInfo decode(ByteReader in) throws TlsException {
    return new RenegotiationInfo(in.opaque8());
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.RENEGOTIATION_INFO;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.opaque8(renegotiatedConnection);
  }
}
