// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;

/**
 * {@code PskIdentity} (RFC 9846 section 4.3.11).
 *
 * @param identity a ticket, or the name of an external PSK; 1 to 65535 bytes
 * @param obfuscatedTicketAge age in milliseconds plus the ticket's {@code age_add}, modulo 2^32
 */
public record OfferedPsk(Bytes identity, long obfuscatedTicketAge) {
  static OfferedPsk decode(ByteReader in) throws TlsException {
    return new OfferedPsk(in.opaque16(1, 0xffff), in.u32());
  }

  void encode(ByteWriter out) {
    out.opaque16(identity).u32(obfuscatedTicketAge);
  }
}
