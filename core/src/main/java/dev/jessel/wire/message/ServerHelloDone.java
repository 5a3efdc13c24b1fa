// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.HandshakeType;

/** ServerHelloDone of TLS 1.2 (RFC 5246 section 7.4.5). */
public record ServerHelloDone() implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static ServerHelloDone decode(ByteReader body) throws TlsException {
    body.expectEnd();
    return new ServerHelloDone();
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO_DONE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    // No content.
  }
}
