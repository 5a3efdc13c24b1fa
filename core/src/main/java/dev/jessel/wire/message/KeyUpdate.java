// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.HandshakeType;

/**
 * KeyUpdate (RFC 9846 section 4.7.3).
 *
 * @param requestsUpdate whether the receiver must update its keys too
 */
public record KeyUpdate(boolean requestsUpdate) implements HandshakeMessage {
  private static final int UPDATE_NOT_REQUESTED = 0;
  private static final int UPDATE_REQUESTED = 1;

  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static KeyUpdate decode(ByteReader body) throws TlsException {
    int request = body.u8();
    body.expectEnd();
    if (request != UPDATE_NOT_REQUESTED && request != UPDATE_REQUESTED) {
      // RFC 9846 4.7.3: any other value is an illegal_parameter.
      throw new TlsException(SslReason.INVALID_KEY_UPDATE_TYPE, "type " + request);
    }
    return new KeyUpdate(request == UPDATE_REQUESTED);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.KEY_UPDATE;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(requestsUpdate ? UPDATE_REQUESTED : UPDATE_NOT_REQUESTED);
  }
}
