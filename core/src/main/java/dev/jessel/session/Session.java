// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
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
 * @param standing whether a connection of it failed
 */
public record Session(
    ProtocolVersion version,
    SuiteParameters suite,
    Secret secret,
    Name name,
    Lifetime lifetime,
    Origin origin,
    Standing standing) {
  /** How long a session is good when nobody says otherwise: two hours, libssl's default. */
  public static final long DEFAULT_LIFETIME_SECONDS = 7200;

  /** RFC 9846 4.7.1: no ticket lives longer than a week. */
  public static final long MAX_LIFETIME_SECONDS = 604_800;

  /**
   * How a session is named on the wire.
   *
   * @param id the session id of TLS 1.2, 0 to 32 bytes; empty when there is a ticket alone
   * @param ticket what a client sends; on a server of TLS 1.3 the ticket's nonce; may be empty
   * @param ageAdd what a client of TLS 1.3 adds to the age that it tells
   */
  public record Name(Bytes id, Bytes ticket, long ageAdd) {}

  /**
   * How long a session may be used.
   *
   * @param made when it was made, by the clock of this side
   * @param seconds how long it may be used, 0 to 604800
   */
  public record Lifetime(Instant made, long seconds) {
    /** Whether it is over. */
    public boolean isOver(Instant now) {
      return now.isAfter(made.plusSeconds(seconds));
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
    /** Keeps a copy. */
    public Origin {
      peerChain = List.copyOf(peerChain);
    }
  }

  /** A session that no connection has spoiled yet. */
  public Session(
      ProtocolVersion version,
      SuiteParameters suite,
      Secret secret,
      Name name,
      Lifetime lifetime,
      Origin origin) {
    this(version, suite, secret, name, lifetime, origin, new Standing());
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

  /** What a client sends to name the session. */
  public Bytes ticket() {
    return name.ticket();
  }

  /** How long it may be used, in seconds. */
  public long lifetimeSeconds() {
    return lifetime.seconds();
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
        standing);
  }
}
