// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code key_share} in a ServerHello (RFC 9846 section 4.3.8).
 *
 * @param share the server's share, in one of the groups that the client sent a share for
 */
public record KeyShareServer(KeyShareEntry share) implements Extension {
  static KeyShareServer decode(ByteReader in) throws TlsException {
    return new KeyShareServer(KeyShareEntry.decode(in));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.KEY_SHARE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    share.encode(out);
  }
}
