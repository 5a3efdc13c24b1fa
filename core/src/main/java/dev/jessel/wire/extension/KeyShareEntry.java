// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;

/**
 * {@code KeyShareEntry} (RFC 9846 section 4.3.8).
 *
 * @param group the group of the share
 * @param keyExchange the public value, 1 to 65535 bytes; nothing says yet that it suits the group
 */
public record KeyShareEntry(NamedGroup group, Bytes keyExchange) {
  static KeyShareEntry decode(ByteReader in) throws TlsException {
    return new KeyShareEntry(new NamedGroup(in.u16()), in.opaque16(1, 0xffff));
  }

  void encode(ByteWriter out) {
    out.u16(group.code()).opaque16(keyExchange);
  }
}
