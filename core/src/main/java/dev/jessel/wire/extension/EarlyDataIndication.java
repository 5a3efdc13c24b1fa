// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import java.util.OptionalLong;

/**
 * {@code early_data} (RFC 9846 section 4.3.10): empty in a ClientHello and EncryptedExtensions, a
 * number of bytes in a NewSessionTicket.
 *
 * @param maxSize in a ticket: how many bytes of early data it allows, 0 to 2^32 - 1
 */
public record EarlyDataIndication(OptionalLong maxSize) implements Extension {
  static EarlyDataIndication decode(ByteReader in) {
    return new EarlyDataIndication(OptionalLong.empty());
  }

  static EarlyDataIndication decodeInTicket(ByteReader in) throws TlsException {
    return new EarlyDataIndication(OptionalLong.of(in.u32()));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.EARLY_DATA;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    maxSize.ifPresent(out::u32);
  }
}
