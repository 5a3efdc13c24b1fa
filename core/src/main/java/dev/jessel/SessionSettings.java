// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.PskModes;
import dev.jessel.handshake.Resumption;
import dev.jessel.session.ClientSessions;
import dev.jessel.session.MemorySessions;
import dev.jessel.session.RotatingTicketKeys;
import dev.jessel.session.Session;
import dev.jessel.session.SessionLimits;
import dev.jessel.session.TicketProtector;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.TicketRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a {@link SslContext} knows of sessions. Never changed once made: {@link #with} makes another
 * one. What it refers to, stores and keys, is shared with it.
 */
final class SessionSettings implements Cloneable {
  /** libssl's default. */
  static final int KEPT_SESSIONS = 20_480;

  private static final int SEEN_EARLY = 16_384;
  private static final long MIN_KEY_PERIOD_SECONDS = 3600;

  /** Leaves room for what else stands in a ClientHello. */
  private static final int MAX_EXTERNAL_TICKET = 16_384;

  private static final int MAX_TICKETS_ASKED = 255;

  private Optional<Session> session = Optional.empty();
  private Optional<ClientSessions> ofClient = Optional.empty();
  private Optional<MemorySessions> memory = Optional.of(new MemorySessions(KEPT_SESSIONS));
  private Optional<SslSessionStore> store = Optional.empty();
  private SessionCounters counters = new SessionCounters();
  private Optional<SslTicketKeys> givenKeys = Optional.empty();
  private Optional<RotatingTicketKeys> ownKeys = Optional.empty();
  private Bytes context = Bytes.EMPTY;
  private long lifetimeSeconds = Session.DEFAULT_LIFETIME_SECONDS;
  private Optional<TicketRequest> ticketRequest = Optional.empty();
  private long maxEarlyData;
  private long maxEarlyDataTaken = Resumption.EarlyDataLimits.DEFAULT.taken();
  private SslReplayGuard replayGuard = SslReplayGuard.inMemory(SEEN_EARLY);
  private Optional<SslCallbacks.EarlyDataJudge> earlyDataJudge = Optional.empty();
  private Optional<SslCallbacks.SessionPolicy> policy = Optional.empty();
  private Optional<SslCallbacks.SessionFinder> finder = Optional.empty();
  private Optional<SslCallbacks.TicketIssuer> ticketIssuer = Optional.empty();
  private Optional<SslCallbacks.TicketPolicy> ticketPolicy = Optional.empty();
  private Optional<SslCallbacks.TicketProtection> ticketProtection = Optional.empty();
  private Optional<SslCallbacks.ExternalPskChooser> pskChooser = Optional.empty();
  private Optional<SslCallbacks.ExternalPskFinder> pskFinder = Optional.empty();

  private Optional<SslCallbacks.ExternalSessionFinder> externalFinder = Optional.empty();
  private Optional<SslCallbacks.TicketReader> ticketReader = Optional.empty();
  private Bytes externalTicket = Bytes.EMPTY;
  private boolean asksForTickets = true;

  SessionSettings() {}

  /**
   * The engine's settings.
   *
   * @param olderKeys whether there are keys for TLS 1.2, which serve TLS 1.3 as well
   */
  Resumption resumption(SslSettings settings, boolean olderKeys) {
    return new Resumption(
        session.map(List::of).orElse(List.of()),
        new PskModes(
            settings.has(SslOption.ALLOW_NO_DHE_KEX),
            settings.has(SslOption.PREFER_NO_DHE_KEX),
            olderKeys || pskFinder.isPresent()),
        ticketRequest,
        context,
        lifetimeSeconds,
        new Resumption.EarlyDataLimits(maxEarlyData, maxEarlyDataTaken));
  }

  /** Makes tickets that hold sessions, and opens them. */
  TicketProtector protector(CryptoProvider crypto) {
    return new TicketProtector(
        crypto, givenKeys.map(SslTicketKeys::source).orElseGet(ownKeys::orElseThrow));
  }

  private SessionSettings with(Consumer<SessionSettings> change) {
    try {
      SessionSettings copy = (SessionSettings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(boolean ok, String problem) {
    if (!ok) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** Keys of its own, which live as long as sessions do at least. */
  SessionSettings withCrypto(CryptoProvider crypto) {
    return with(s -> s.ownKeys = Optional.of(new RotatingTicketKeys(crypto, s.keyPeriod())));
  }

  private Duration keyPeriod() {
    return Duration.ofSeconds(Math.max(MIN_KEY_PERIOD_SECONDS, lifetimeSeconds));
  }

  SessionSettings withLifetime(long seconds) {
    check(
        seconds >= 0 && seconds <= Session.MAX_LIFETIME_SECONDS,
        "a session lives 0 to 604800 seconds, not " + seconds);
    return with(
        s -> {
          s.lifetimeSeconds = seconds;
          s.ownKeys = s.ownKeys.map(keys -> keys.withPeriod(s.keyPeriod()));
        });
  }

  SessionSettings withSession(Optional<Session> value) {
    return with(s -> s.session = value);
  }

  SessionSettings withCache(int capacity) {
    check(capacity >= 0, "a cache has no negative size");
    return with(
        s -> {
          s.ofClient = capacity == 0 ? Optional.empty() : Optional.of(new ClientSessions(capacity));
          s.memory = Optional.of(new MemorySessions(capacity));
          s.store = Optional.empty();
        });
  }

  SessionSettings withStore(SslSessionStore value) {
    return with(
        s -> {
          s.memory =
              value instanceof MemorySessionStore known
                  ? Optional.of(known.sessions())
                  : Optional.empty();
          s.store = Optional.of(value);
        });
  }

  /** The settings of another context, which counts by itself. */
  SessionSettings withCounters() {
    return with(s -> s.counters = new SessionCounters());
  }

  SessionSettings withTicketKeys(SslTicketKeys keys) {
    return with(s -> s.givenKeys = Optional.of(keys));
  }

  SessionSettings withContext(Bytes value) {
    check(value.length() <= SessionLimits.MAX_ID, "a session id context has 32 bytes at the most");
    return with(s -> s.context = value);
  }

  SessionSettings withTicketRequest(int fresh, int resumed) {
    check(
        fresh >= 0 && fresh <= MAX_TICKETS_ASKED && resumed >= 0 && resumed <= MAX_TICKETS_ASKED,
        "0 to 255 tickets can be asked for");
    return with(s -> s.ticketRequest = Optional.of(new TicketRequest(fresh, resumed)));
  }

  SessionSettings withMaxEarlyData(long bytes) {
    check(bytes >= 0 && bytes <= SessionLimits.MAX_U32, "0 to 2^32 - 1 bytes of early data");
    return with(
        s -> {
          s.maxEarlyData = bytes;
          s.maxEarlyDataTaken = Math.max(s.maxEarlyDataTaken, bytes);
        });
  }

  SessionSettings withMaxEarlyDataTaken(long bytes) {
    check(bytes >= 0 && bytes <= SessionLimits.MAX_U32, "0 to 2^32 - 1 bytes of early data");
    return with(s -> s.maxEarlyDataTaken = bytes);
  }

  SessionSettings withReplayGuard(SslReplayGuard guard) {
    return with(s -> s.replayGuard = guard);
  }

  SessionSettings withEarlyDataJudge(Optional<SslCallbacks.EarlyDataJudge> value) {
    return with(s -> s.earlyDataJudge = value);
  }

  SessionSettings withFinder(Optional<SslCallbacks.SessionFinder> value) {
    return with(s -> s.finder = value);
  }

  SessionSettings withTicketIssuer(Optional<SslCallbacks.TicketIssuer> value) {
    return with(s -> s.ticketIssuer = value);
  }

  SessionSettings withTicketPolicy(Optional<SslCallbacks.TicketPolicy> value) {
    return with(s -> s.ticketPolicy = value);
  }

  SessionSettings withPolicy(Optional<SslCallbacks.SessionPolicy> value) {
    return with(s -> s.policy = value);
  }

  SessionSettings withTicketProtection(Optional<SslCallbacks.TicketProtection> value) {
    return with(s -> s.ticketProtection = value);
  }

  SessionSettings withPskChooser(Optional<SslCallbacks.ExternalPskChooser> value) {
    return with(s -> s.pskChooser = value);
  }

  SessionSettings withPskFinder(Optional<SslCallbacks.ExternalPskFinder> value) {
    return with(s -> s.pskFinder = value);
  }

  SessionSettings withExternalSessions(Optional<SslCallbacks.ExternalSessionFinder> value) {
    return with(s -> s.externalFinder = value);
  }

  SessionSettings withTicketReader(Optional<SslCallbacks.TicketReader> value) {
    return with(s -> s.ticketReader = value);
  }

  SessionSettings withExternalTicket(Bytes value) {
    check(value.length() <= MAX_EXTERNAL_TICKET, "a ticket of one's own has 16384 bytes at most");
    return with(s -> s.externalTicket = value);
  }

  SessionSettings withTicketsAskedFor(boolean asks) {
    return with(s -> s.asksForTickets = asks);
  }

  /** What the handshake has to know of sessions that it did not make. */
  HandshakeConfig.ExternalSessions external() {
    return new HandshakeConfig.ExternalSessions(
        externalFinder.isPresent(), externalTicket, asksForTickets);
  }

  Optional<SslCallbacks.ExternalSessionFinder> externalSessions() {
    return externalFinder;
  }

  Optional<SslCallbacks.TicketReader> ticketReader() {
    return ticketReader;
  }

  Optional<Session> session() {
    return session;
  }

  Optional<ClientSessions> ofClient() {
    return ofClient;
  }

  /** Where a server's sessions are kept. */
  SslSessionStore store(Clock clock) {
    return store.orElseGet(() -> new MemorySessionStore(memory.orElseThrow(), clock));
  }

  /** The sessions in this process; empty where the application keeps them. */
  Optional<MemorySessions> memory() {
    return memory;
  }

  SessionCounters counters() {
    return counters;
  }

  Bytes context() {
    return context;
  }

  SslReplayGuard replayGuard() {
    return replayGuard;
  }

  Optional<SslCallbacks.EarlyDataJudge> earlyDataJudge() {
    return earlyDataJudge;
  }

  Optional<SslCallbacks.SessionPolicy> policy() {
    return policy;
  }

  Optional<SslCallbacks.SessionFinder> finder() {
    return finder;
  }

  Optional<SslCallbacks.TicketIssuer> ticketIssuer() {
    return ticketIssuer;
  }

  Optional<SslCallbacks.TicketPolicy> ticketPolicy() {
    return ticketPolicy;
  }

  Optional<SslCallbacks.TicketProtection> ticketProtection() {
    return ticketProtection;
  }

  Optional<SslCallbacks.ExternalPskChooser> pskChooser() {
    return pskChooser;
  }

  Optional<SslCallbacks.ExternalPskFinder> pskFinder() {
    return pskFinder;
  }
}
