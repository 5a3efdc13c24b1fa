// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/** {@code encrypt_then_mac} (RFC 7366), for the block ciphers of TLS 1.2. */
public record EncryptThenMac() implements Extension {
  static EncryptThenMac decode(ByteReader in) {
    return new EncryptThenMac();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.ENCRYPT_THEN_MAC;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
