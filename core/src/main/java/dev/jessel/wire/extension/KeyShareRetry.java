// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;

/**
 * {@code key_share} in a HelloRetryRequest (RFC 9846 section 4.3.8).
 *
 * @param group the group that the server wants a share for
 */
public record KeyShareRetry(NamedGroup group) implements Extension {
  static KeyShareRetry decode(ByteReader in) throws TlsException {
    return new KeyShareRetry(new NamedGroup(in.u16()));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.KEY_SHARE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u16(group.code());
  }
}
