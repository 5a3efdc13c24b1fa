// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;

/**
 * NewSessionTicket of TLS 1.3 (RFC 9846 section 4.7.1).
 *
 * @param lifetimeSeconds 0 to 2^32 - 1; whoever keeps the ticket limits it to seven days
 * @param ageAdd 0 to 2^32 - 1, hides the age of the ticket
 * @param nonce 0 to 255 bytes, makes the PSK unique in the connection
 * @param ticket 1 to 65535 bytes
 * @param extensions maybe none
 */
public record NewSessionTicket(
    long lifetimeSeconds, long ageAdd, Bytes nonce, Bytes ticket, Extensions extensions)
    implements HandshakeMessage {
  /**
   * Reads the body of the message.
   *
   * @param body all of it, without the four bytes of header
   * @return the message
   * @throws TlsException if the bytes are no such message
   */
  public static NewSessionTicket decode(ByteReader body) throws TlsException {
    long lifetimeSeconds = body.u32();
    long ageAdd = body.u32();
    Bytes nonce = body.opaque8();
    Bytes ticket = body.opaque16(1, 0xffff);
    Extensions extensions = Extensions.decode(body, MessageContext.NEW_SESSION_TICKET);
    body.expectEnd();
    return new NewSessionTicket(lifetimeSeconds, ageAdd, nonce, ticket, extensions);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.NEW_SESSION_TICKET;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u32(lifetimeSeconds).u32(ageAdd).opaque8(nonce).opaque16(ticket);
    extensions.encode(out);
  }
}
