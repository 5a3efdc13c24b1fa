// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/** {@code server_name} in the server's answer (RFC 6066 section 3): the name was used. */
public record ServerNameAck() implements Extension {
  static ServerNameAck decode(ByteReader in) {
    return new ServerNameAck();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SERVER_NAME;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
