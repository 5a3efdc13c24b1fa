// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.HandshakeType;

/** EndOfEarlyData (RFC 9846 section 4.6). */
public record EndOfEarlyData() implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static EndOfEarlyData decode(ByteReader body) throws TlsException {
    body.expectEnd();
    return new EndOfEarlyData();
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.END_OF_EARLY_DATA;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
