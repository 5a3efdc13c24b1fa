// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code padding} (RFC 7685): zero bytes that make a ClientHello longer.
 *
 * @param length number of bytes
 */
public record Padding(int length) implements Extension {
  static Padding decode(ByteReader in) {
    return new Padding(in.rest().length());
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PADDING;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(new byte[length]);
  }
}
