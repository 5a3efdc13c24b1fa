// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;

/**
 * {@code supported_versions} in a ClientHello (RFC 9846 section 4.3.1).
 *
 * @param versions most wanted first, not empty
 */
public record SupportedVersionsClient(List<ProtocolVersion> versions) implements Extension {
  /** Copies the list. */
  public SupportedVersionsClient {
    versions = List.copyOf(versions);
  }

  static SupportedVersionsClient decode(ByteReader in) throws TlsException {
    return new SupportedVersionsClient(
        in.vector8(2, 254).items(item -> new ProtocolVersion(item.u16())));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SUPPORTED_VERSIONS;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector8(list -> versions.forEach(item -> list.u16(item.code())));
  }
}
