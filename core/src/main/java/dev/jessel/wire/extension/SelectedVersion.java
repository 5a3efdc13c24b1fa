// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;

/**
 * {@code supported_versions} in a ServerHello or HelloRetryRequest (RFC 9846 section 4.3.1).
 *
 * @param version what the server chose
 */
public record SelectedVersion(ProtocolVersion version) implements Extension {
  static SelectedVersion decode(ByteReader in) throws TlsException {
    return new SelectedVersion(new ProtocolVersion(in.u16()));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SUPPORTED_VERSIONS;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u16(version.code());
  }
}
