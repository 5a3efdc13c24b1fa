// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;

/**
 * {@code ServerECDHParams} (RFC 8422 section 5.4): a named group and the server's point in it.
 *
 * @param group the group
 * @param point the server's public value, 1 to 255 bytes
 */
public record EcdhPublic(NamedGroup group, Bytes point) {
  private static final int NAMED_CURVE = 3;

  static EcdhPublic decode(ByteReader in) throws TlsException {
    int curveType = in.u8();
    if (curveType != NAMED_CURVE) {
      // RFC 8422 5.4: curves that are spelled out are not used any more.
      throw new TlsException(SslReason.WRONG_CURVE, "curve type " + curveType);
    }
    return new EcdhPublic(new NamedGroup(in.u16()), in.opaque8(1, 0xff));
  }

  void encode(ByteWriter out) {
    out.u8(NAMED_CURVE).u16(group.code()).opaque8(point);
  }
}
