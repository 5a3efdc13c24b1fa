// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.SessionFound;
import dev.jessel.session.Session;
import dev.jessel.session.SessionLimits;
import dev.jessel.session.TicketKey;
import dev.jessel.session.TicketProtector;
import dev.jessel.wire.Bytes;
import java.time.Instant;
import java.util.Optional;

/** A server's tickets, of which the application may have a say. */
final class ServerTickets {
  private static final String PROTECTION = "protection of tickets";

  private final SslSettings settings;

  ServerTickets(SslSettings settings) {
    this.settings = settings;
  }

  /** What a ticket holds by itself. */
  Optional<TicketProtector.Opened> open(Bytes ticket, Instant now) throws TlsException {
    if (settings.has(SslOption.NO_TICKET)) {
      return Optional.empty();
    }
    Optional<SslCallbacks.TicketProtection> own = settings.sessions().ticketProtection();
    return own.isEmpty()
        ? settings.sessions().protector(settings.crypto()).open(ticket, now)
        : Asking.asked(PROTECTION, () -> own.get().open(ticket))
            .map(found -> new TicketProtector.Opened(found.session().session(), !found.renewed()));
  }

  /** A ticket that holds a session by itself; empty for none. */
  Optional<Bytes> seal(Session session, Instant now) throws TlsException {
    Optional<SslCallbacks.TicketProtection> own = settings.sessions().ticketProtection();
    if (own.isEmpty()) {
      return settings.sessions().protector(settings.crypto()).seal(session, now);
    }
    return checked(
        PROTECTION, Asking.asked(PROTECTION, () -> own.get().seal(new SslSession(session))));
  }

  /**
   * What somebody made for a ticket.
   *
   * @param whom who made it
   */
  static Optional<Bytes> checked(String whom, Optional<Bytes> ticket) throws TlsException {
    // RFC 9846 4.7.1: opaque ticket<1..2^16-1>.
    if (ticket.filter(t -> t.isEmpty() || t.length() > SessionLimits.MAX_TICKET).isPresent()) {
      throw new TlsException(
          SslReason.CALLBACK_FAILED, "the " + whom + " made one of no length that TLS has");
    }
    return ticket;
  }

  /** A ticket that was opened: one of an earlier key is renewed. */
  SessionFound found(TicketProtector.Opened opened, Bytes ticket) throws TlsException {
    boolean tls13 = opened.session().isTls13();
    return judged(
        new SslTicket(
            opened.isCurrent() && !tls13 ? SslTicket.State.GOOD : SslTicket.State.GOOD_TO_RENEW,
            Optional.of(new SslSession(opened.session())),
            keyName(ticket)));
  }

  /** A ticket that the application's own finder was asked about. */
  SessionFound found(Optional<Session> session, Bytes ticket) throws TlsException {
    SslTicket.State state = SslTicket.State.UNKNOWN;
    if (session.isPresent()) {
      state = session.get().isTls13() ? SslTicket.State.GOOD_TO_RENEW : SslTicket.State.GOOD;
    }
    return judged(new SslTicket(state, session.map(SslSession::new), keyName(ticket)));
  }

  /** A client that has no ticket, and would like one. */
  SessionFound empty() throws TlsException {
    return judged(new SslTicket(SslTicket.State.EMPTY, Optional.empty(), Bytes.EMPTY));
  }

  /** The session with what the application keeps with it. */
  Session filled(Session session) throws TlsException {
    Optional<SslCallbacks.TicketPolicy> policy = settings.sessions().ticketPolicy();
    if (policy.isEmpty()) {
      return session;
    }
    Bytes data =
        Asking.asked("ticket policy", () -> policy.get().applicationData(new SslSession(session)));
    if (data.length() > SessionLimits.MAX_TICKET) {
      throw new TlsException(
          SslReason.CALLBACK_FAILED,
          "the ticket policy keeps " + data.length() + " bytes, where 65535 are the most");
    }
    return session.withApplicationData(data);
  }

  private SessionFound judged(SslTicket ticket) throws TlsException {
    Optional<SslCallbacks.TicketPolicy> policy = settings.sessions().ticketPolicy();
    SslTicket.Use use =
        policy.isEmpty()
            ? ticket.usualUse()
            : Asking.asked("ticket policy", () -> policy.get().judge(ticket));
    if (use.isUsed() && ticket.session().isEmpty()) {
      throw new TlsException(
          SslReason.CALLBACK_FAILED, "the ticket policy uses a ticket that nobody could open");
    }
    return new SessionFound(
        ticket.session().filter(session -> use.isUsed()).map(SslSession::session),
        Optional.of(use.isRenewed()));
  }

  private static Bytes keyName(Bytes ticket) {
    return ticket.slice(0, Math.min(ticket.length(), TicketKey.NAME_LENGTH));
  }
}
