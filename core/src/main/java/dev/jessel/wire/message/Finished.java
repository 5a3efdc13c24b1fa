// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * Finished (RFC 9846 section 4.5.3).
 *
 * @param verifyData as many bytes as came: the length of the hash, if the peer is right
 */
public record Finished(Bytes verifyData) implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static Finished decode(ByteReader body) throws TlsException {
    return new Finished(body.rest());
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.FINISHED;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(verifyData);
  }
}
