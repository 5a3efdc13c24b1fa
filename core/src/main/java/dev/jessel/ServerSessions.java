// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.SessionFound;
import dev.jessel.session.Session;
import dev.jessel.session.SessionLimits;
import dev.jessel.session.TicketProtector;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Which sessions a server makes and takes, and where it keeps them and finds them again. */
final class ServerSessions {
  private static final String POLICY = "session policy";
  private static final String STORE = "session store";

  private final SslSettings settings;
  private final Asking asking;
  private final ServerTickets tickets;

  ServerSessions(SslSettings settings, Asking asking) {
    this.settings = settings;
    this.asking = asking;
    this.tickets = new ServerTickets(settings);
  }

  /** The tickets that hold sessions by themselves. */
  ServerTickets tickets() {
    return tickets;
  }

  private Instant now() {
    return settings.clock().instant();
  }

  // ---- What the application says of them

  /** Whether a client may come back to what a full handshake makes. */
  boolean makes(CipherSuite suite) throws TlsException {
    Optional<SslCallbacks.SessionPolicy> policy = settings.sessions().policy();
    return policy.isEmpty() || Asking.asked(POLICY, () -> policy.get().makes(suite));
  }

  /** What a session is called; empty where the application has no say. */
  Optional<Bytes> name() throws TlsException {
    Optional<SslCallbacks.SessionPolicy> policy = settings.sessions().policy();
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Bytes name = Asking.asked(POLICY, policy.get()::name);
    if (name.length() > SessionLimits.MAX_ID) {
      throw new TlsException(
          SslReason.CALLBACK_FAILED, "the session policy made a name of " + name.length());
    }
    return Optional.of(name);
  }

  /** Whether a session is taken back that nothing else is opposed to. */
  boolean takes(Session session) throws TlsException {
    Optional<SslCallbacks.SessionPolicy> policy = settings.sessions().policy();
    return policy.isEmpty()
        || Asking.asked(POLICY, () -> policy.get().takes(new SslSession(session)));
  }

  // ---- Where they are

  void keep(Bytes name, Session session) throws TlsException {
    Asking.tell(STORE, () -> store().keep(name, new SslSession(session)));
  }

  private SslSessionStore store() {
    return settings.sessions().store(settings.clock());
  }

  /** What a client's ticket, or the name that it says, stands for. */
  Answer<SessionFound> find(Bytes identity, ProtocolVersion version) throws TlsException {
    Optional<SslCallbacks.SessionFinder> finder = settings.sessions().finder();
    if (finder.isPresent()) {
      Answer<Optional<Session>> found = looked("session finder", () -> finder.get().find(identity));
      return found.isLater()
          ? Answer.later()
          : Answer.now(tickets.found(counted(found.value()), identity));
    }
    Optional<TicketProtector.Opened> opened = tickets.open(identity, now());
    if (opened.isPresent()) {
      Optional<Session> ignored = counted(opened.map(TicketProtector.Opened::session));
      return Answer.now(tickets.found(opened.get(), identity));
    }
    Answer<Optional<Session>> kept = kept(identity, version);
    return kept.isLater() ? Answer.later() : Answer.now(named(counted(kept.value()), identity));
  }

  private SessionFound named(Optional<Session> session, Bytes name) throws TlsException {
    return session.isEmpty() ? tickets.found(session, name) : SessionFound.of(session);
  }

  /** What somebody keeps; of TLS 1.3 a name is good for once. */
  private Answer<Optional<Session>> kept(Bytes name, ProtocolVersion version) throws TlsException {
    if (!version.isAtLeast(ProtocolVersion.TLS_1_3)) {
      return looked(STORE, () -> store().find(name));
    }
    Answer<Optional<Session>> taken = looked(STORE, () -> store().take(name));
    return taken.isLater() ? taken : Answer.now(ofTls13(name, taken.value()));
  }

  private Answer<Optional<Session>> looked(
      String whom, Supplier<SslReply<Optional<SslSession>>> question) throws TlsException {
    Answer<Optional<SslSession>> answer = asking.reply(whom, question);
    boolean application =
        settings.sessions().finder().isPresent() || settings.sessions().memory().isEmpty();
    if (application && !answer.isLater() && answer.value().isPresent()) {
      settings.sessions().counters().found();
    }
    return answer.map(found -> found.map(SslSession::session));
  }

  /**
   * What was taken stays taken if it is of TLS 1.3. Ids of TLS 1.2 are sent in the clear: who has
   * seen one and says it as the name of a key must not make the server forget the session.
   */
  private Optional<Session> ofTls13(Bytes name, Optional<Session> taken) throws TlsException {
    if (taken.isEmpty() || taken.get().isTls13()) {
      return taken;
    }
    keep(name, taken.get());
    return Optional.empty();
  }

  private Optional<Session> counted(Optional<Session> session) {
    if (session.isEmpty()) {
      settings.sessions().counters().missed();
    } else if (session.get().lifetime().isOver(now())) {
      settings.sessions().counters().timedOut();
    }
    return session;
  }
}
