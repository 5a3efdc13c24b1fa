// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What two peers agreed on and may come back to. Of TLS 1.3 it is a pre-shared key that a ticket
 * stands for (RFC 9846 4.7.1), of TLS 1.2 a main secret with an id, a ticket or both.
 *
 * @param version the version, which the next connection must have too
 * @param suite the suite; a PSK of TLS 1.3 keeps its hash alone
 * @param secret the PSK or the main secret; never shown
 * @param name how the session is named on the wire
 * @param lifetime how long it may be used
 * @param origin what was known of the connection that it comes from
 * @param grant what the server allowed with it
 * @param standing whether a connection of it failed
 */
public record Session(
    ProtocolVersion version,
    SuiteParameters suite,
    Secret secret,
    Name name,
    Lifetime lifetime,
    Origin origin,
    Grant grant,
    Standing standing) {
  /** How long a session is good when nobody says otherwise: two hours, libssl's default. */
  public static final long DEFAULT_LIFETIME_SECONDS = 7200;

  /** RFC 9846 4.7.1: no ticket lives longer than a week. */
  public static final long MAX_LIFETIME_SECONDS = 604_800;

  /**
   * How a session is named on the wire.
   *
   * @param id the session id of TLS 1.2, or what a server keeps a session of TLS 1.3 by, 0 to 32
   *     bytes; empty when there is a ticket alone
   * @param ticket what a client sends; empty where there is none, and on a server
   * @param ageAdd what a client of TLS 1.3 adds to the age that it tells
   */
  public record Name(Bytes id, Bytes ticket, long ageAdd) {}

  /**
   * How long a session may be used.
   *
   * @param made when it was made, by the clock of this side
   * @param seconds how long it may be used, 0 to 604800
   * @param since when the peers last proved themselves by more than an earlier session
   */
  public record Lifetime(Instant made, long seconds, Instant since) {
    /** That of a session whose peers have just proved themselves. */
    public Lifetime(Instant made, long seconds) {
      this(made, seconds, made);
    }

    /**
     * That of a session that comes from a resumed one: however often a peer comes back, after a
     * week it must prove itself anew.
     */
    public Lifetime next(Instant now, long wanted) {
      long left = since.plusSeconds(MAX_LIFETIME_SECONDS).getEpochSecond() - now.getEpochSecond();
      return new Lifetime(now, Math.max(0, Math.min(wanted, left)), since);
    }

    /** The last moment at which it may be used. */
    public Instant end() {
      return made.plusSeconds(seconds);
    }

    /** Whether it is over. */
    public boolean isOver(Instant now) {
      return now.isAfter(end());
    }

    /** The age in milliseconds, 0 where a clock went backwards. */
    public long ageMillis(Instant now) {
      return Math.max(0, Duration.between(made, now).toMillis());
    }
  }

  /**
   * What was known of the connection that a session comes from.
   *
   * @param serverName the name that the client asked for
   * @param applicationProtocol the protocol that was chosen
   * @param group the group of its key exchange, if it had one
   * @param extendedMainSecret whether the secret is bound to the whole handshake (RFC 7627)
   * @param peerChain what the peer showed, its own certificate first
   * @param verdict what was thought of it
   */
  public record Origin(
      Optional<String> serverName,
      Optional<Bytes> applicationProtocol,
      Optional<NamedGroup> group,
      boolean extendedMainSecret,
      List<PeerCertificate> peerChain,
      Optional<PathVerdict> verdict) {
    /** Nothing is known. */
    public static final Origin UNKNOWN =
        new Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            Optional.empty());

    /** Keeps a copy. */
    public Origin {
      peerChain = List.copyOf(peerChain);
    }
  }

  /**
   * What a server allowed with a session.
   *
   * @param context the server's settings that it belongs to ({@code session_id_context}), 0 to 32
   *     bytes
   * @param maxEarlyData the most bytes of early data, 0 to 2^32 - 1
   * @param applicationData what the server's application keeps with it
   */
  public record Grant(Bytes context, long maxEarlyData, Bytes applicationData) {
    /** Nothing but to come back. */
    public static final Grant NONE = new Grant(Bytes.EMPTY, 0, Bytes.EMPTY);

    /** Nothing but to come back, to settings with this context. */
    public static Grant in(Bytes context) {
      return new Grant(context, 0, Bytes.EMPTY);
    }
  }

  /** A session that no connection has spoiled yet. */
  public Session(
      ProtocolVersion version,
      SuiteParameters suite,
      Secret secret,
      Name name,
      Lifetime lifetime,
      Origin origin,
      Grant grant) {
    this(version, suite, secret, name, lifetime, origin, grant, new Standing());
  }

  /**
   * From now on it is not resumed any more, on either side and whoever holds it: a connection of it
   * ended with a fatal alert.
   */
  public void spoil() {
    standing.lose();
  }

  /** False once a connection of it ended with a fatal alert. */
  public boolean isResumable() {
    return standing.isGood();
  }

  /**
   * Counts a time that a server was shown the session and said nothing at all.
   *
   * @return false when that has happened too often
   */
  public boolean mayBeShownAgain() {
    return standing.mayBeShownAgain();
  }

  /** True for TLS 1.3, where each ticket has a session of its own. */
  public boolean isTls13() {
    return version.isAtLeast(ProtocolVersion.TLS_1_3);
  }

  /** What a client sends to name the session. */
  public Bytes ticket() {
    return name.ticket();
  }

  /** How long it may be used, in seconds. */
  public long lifetimeSeconds() {
    return lifetime.seconds();
  }

  /** The same session with another lifetime. */
  public Session withLifetime(Lifetime other) {
    return new Session(version, suite, secret, name, other, origin, grant, standing);
  }

  /** The same session with what a server's application keeps with it. */
  public Session withApplicationData(Bytes data) {
    Grant filled = new Grant(grant.context(), grant.maxEarlyData(), data);
    return new Session(version, suite, secret, name, lifetime, origin, filled, standing);
  }

  /** The same session, kept under a name. */
  public Session withId(Bytes id) {
    return new Session(
        version,
        suite,
        secret,
        new Name(id, name.ticket(), name.ageAdd()),
        lifetime,
        origin,
        grant,
        standing);
  }

  /** The same session under another ticket, which was given later. */
  public Session withTicket(Bytes ticket, Lifetime fresh) {
    return new Session(
        version,
        suite,
        secret,
        new Name(name.id(), ticket, name.ageAdd()),
        fresh,
        origin,
        grant,
        standing);
  }
}
