// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code key_share} in a ClientHello (RFC 9846 section 4.3.8). May be empty, to ask for a
 * HelloRetryRequest.
 *
 * @param shares most wanted first, one for a group at most
 */
public record KeyShareClient(List<KeyShareEntry> shares) implements Extension {
  /** Copies the list. */
  public KeyShareClient {
    shares = List.copyOf(shares);
  }

  static KeyShareClient decode(ByteReader in) throws TlsException {
    List<KeyShareEntry> shares = in.vector16().items(KeyShareEntry::decode);
    Set<NamedGroup> groups = new HashSet<>();
    for (KeyShareEntry share : shares) {
      // RFC 9846 4.3.8: not more than one share for a group.
      if (!groups.add(share.group())) {
        throw new TlsException(SslReason.BAD_KEY_SHARE, "two shares for " + share.group());
      }
    }
    return new KeyShareClient(shares);
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.KEY_SHARE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> shares.forEach(share -> share.encode(list)));
  }
}
