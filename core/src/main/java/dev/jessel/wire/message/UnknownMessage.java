// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * A message of a type that has no form in TLS 1.3. It survives as it came.
 *
 * @param type its type
 * @param body all after the header
 */
public record UnknownMessage(HandshakeType type, Bytes body) implements HandshakeMessage {
  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(body);
  }
}
