// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code post_handshake_auth} (RFC 9846 section 4.3.6): the client may be asked for a certificate
 * after the handshake.
 */
public record PostHandshakeAuth() implements Extension {
  static PostHandshakeAuth decode(ByteReader in) {
    return new PostHandshakeAuth();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.POST_HANDSHAKE_AUTH;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
