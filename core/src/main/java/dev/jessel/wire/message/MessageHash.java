// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * The message that stands for the first ClientHello in the transcript after a HelloRetryRequest
 * (RFC 9846 section 4.1). It is never sent, so there is nothing to decode.
 *
 * @param hash the hash of the first ClientHello
 */
public record MessageHash(Bytes hash) implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return HandshakeType.MESSAGE_HASH;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(hash);
  }
}
