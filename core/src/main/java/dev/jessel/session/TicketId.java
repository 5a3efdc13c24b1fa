// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The id of a session that has a ticket alone. As libssl, a client calls it by the SHA-256 of the
 * ticket: in TLS 1.2 it says that name as well, and a server that resumes the session says it back
 * (RFC 5077 3.4).
 */
public final class TicketId {
  private TicketId() {}

  /** The session's id, 0 to 32 bytes. */
  public static Bytes of(Session session) {
    Bytes id = session.name().id();
    return id.isEmpty() && !session.ticket().isEmpty() ? of(session.ticket()) : id;
  }

  static Bytes of(Bytes ticket) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(ticket.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
