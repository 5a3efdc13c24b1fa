// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * A message of SSLv2, or a ClientHello in its format (RFC 5246 E.2). It survives as it came: who
 * speaks SSLv2 knows what it says.
 *
 * @param bytes the type and all that follows it; at least one byte. A message has no length of its
 *     own: it fills its record
 */
public record Ssl2Message(Bytes bytes) implements HandshakeMessage {
  @Override
  public HandshakeType type() {
    return new HandshakeType(bytes.at(0) & 0xFF);
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(bytes.slice(1, bytes.length() - 1));
  }

  @Override
  public Bytes encode() {
    return bytes;
  }

  @Override
  public void encode(ByteWriter out) {
    out.bytes(bytes);
  }
}
