// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;

/**
 * {@code ServerDHParams} (RFC 5246 section 7.4.3): a group and the server's value in it, as
 * unsigned numbers of 1 to 65535 bytes.
 *
 * @param prime {@code dh_p}
 * @param generator {@code dh_g}
 * @param value {@code dh_Ys}
 */
public record DhPublic(Bytes prime, Bytes generator, Bytes value) {
  private static final int MAX_LENGTH = 0xffff;

  static DhPublic decode(ByteReader in) throws TlsException {
    return new DhPublic(
        in.opaque16(1, MAX_LENGTH), in.opaque16(1, MAX_LENGTH), in.opaque16(1, MAX_LENGTH));
  }

  void encode(ByteWriter out) {
    out.opaque16(prime).opaque16(generator).opaque16(value);
  }
}
