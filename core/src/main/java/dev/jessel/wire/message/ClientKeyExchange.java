// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * ClientKeyExchange of TLS 1.2 (RFC 5246 section 7.4.7), as it came: the cipher suite decides how
 * {@link ClientKeyParameters} reads it.
 *
 * @param body all after the header
 */
public record ClientKeyExchange(Bytes body) implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException never; the body has no form of its own
   */
  public static ClientKeyExchange decode(ByteReader body) throws TlsException {
    return new ClientKeyExchange(body.rest());
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_KEY_EXCHANGE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(body);
  }
}
