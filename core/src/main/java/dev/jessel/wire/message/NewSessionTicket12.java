// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;

/**
 * NewSessionTicket of TLS 1.2 (RFC 5077 section 3.3).
 *
 * @param lifetimeHintSeconds 0 to 2^32 - 1; 0 says nothing
 * @param ticket 0 to 65535 bytes; empty when the server changed its mind
 */
public record NewSessionTicket12(long lifetimeHintSeconds, Bytes ticket)
    implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static NewSessionTicket12 decode(ByteReader body) throws TlsException {
    long hint = body.u32();
    Bytes ticket = body.opaque16();
    body.expectEnd();
    return new NewSessionTicket12(hint, ticket);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.NEW_SESSION_TICKET;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u32(lifetimeHintSeconds).opaque16(ticket);
  }
}
