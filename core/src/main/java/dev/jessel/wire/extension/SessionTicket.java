// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;

/**
 * {@code session_ticket} (RFC 5077 section 3.2), for TLS 1.2.
 *
 * @param ticket what the client comes back with; empty when it has none, and in a ServerHello
 */
public record SessionTicket(Bytes ticket) implements Extension {
  /** Without a ticket: the wish for one, or the promise of one. */
  public static final SessionTicket NONE = new SessionTicket(Bytes.EMPTY);

  static SessionTicket decode(ByteReader in) {
    return new SessionTicket(in.rest());
  }

  static SessionTicket decodeAnswer(ByteReader in) {
    return NONE;
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SESSION_TICKET;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(ticket);
  }
}
