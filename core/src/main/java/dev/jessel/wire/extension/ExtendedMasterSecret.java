// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/** {@code extended_master_secret} (RFC 7627), for TLS 1.2. */
public record ExtendedMasterSecret() implements Extension {
  static ExtendedMasterSecret decode(ByteReader in) {
    return new ExtendedMasterSecret();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.EXTENDED_MASTER_SECRET;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
