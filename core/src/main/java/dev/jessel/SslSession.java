// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.session.Session;
import dev.jessel.session.SessionDer;
import dev.jessel.session.SessionDerReader;
import dev.jessel.session.SessionLimits;
import dev.jessel.session.Standing;
import dev.jessel.session.TicketId;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.VerifyResult;
import dev.jessel.x509.pem.Pem;
import dev.jessel.x509.pem.PemBlock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What two peers agreed on and may come back to: of TLS 1.3 a pre-shared key that a ticket stands
 * for, of TLS 1.2 a main secret with an id, a ticket or both. Immutable; holds a secret that only
 * {@link #secret}, {@link #toDer} and {@link #toPem} give away.
 *
 * @see <a href="https://docs.openssl.org/master/man3/d2i_SSL_SESSION/">d2i_SSL_SESSION(3)</a>
 */
public final class SslSession {
  private static final String PEM_LABEL = "SSL SESSION PARAMETERS";

  private final Session session;

  SslSession(Session session) {
    this.session = session;
  }

  /** The version, which the next connection must have too. */
  public ProtocolVersion version() {
    return session.version();
  }

  /** The suite of the connection that it came over; of TLS 1.3 any suite of its hash will do. */
  public CipherSuite cipherSuite() {
    return session.suite().suite();
  }

  /**
   * The session id, 0 to 32 bytes: the one of TLS 1.2, or the name under which a server keeps a
   * session of TLS 1.3. Where a client has a ticket alone it is the ticket's SHA-256, as in libssl;
   * a server has none then.
   */
  public Bytes id() {
    return TicketId.of(session);
  }

  /** What a client shows to come back; empty for none, and on a server. No secret. */
  public Bytes ticket() {
    return session.ticket();
  }

  /** Whether a client has a ticket to show. */
  public boolean hasTicket() {
    return !ticket().isEmpty();
  }

  /** When it was made, by the clock of this side. */
  public Instant created() {
    return session.lifetime().made();
  }

  /** How long it may be used, in seconds from {@link #created}: 0 to 604800, a week. */
  public long lifetimeSeconds() {
    return session.lifetimeSeconds();
  }

  /** The settings that it belongs to: see {@link SslContext.Builder#sessionIdContext}. */
  public Bytes idContext() {
    return session.grant().context();
  }

  /** The name that the client asked for; empty for none. */
  public Optional<String> serverName() {
    return session.origin().serverName();
  }

  /** The protocol that was chosen by ALPN; empty for none. */
  public Optional<String> applicationProtocol() {
    return session.origin().applicationProtocol().map(SslDecisions::text);
  }

  /** The group of the key exchange; empty for none. */
  public Optional<NamedGroup> group() {
    return session.origin().group();
  }

  /** What the peer showed, its own certificate first; empty for nothing. */
  public List<PeerCertificate> peerChain() {
    return session.origin().peerChain();
  }

  /** What was found about the peer's certificate; OK when it showed none. */
  public VerifyResult verifyResult() {
    return session.origin().verdict().map(PathVerdict::result).orElse(VerifyResult.OK);
  }

  /** Whether the main secret of TLS 1.2 is bound to the whole handshake (RFC 7627). */
  public boolean extendedMainSecret() {
    return session.origin().extendedMainSecret();
  }

  /** The most bytes of early data that a client may send with it; 0 for none. */
  public long maxEarlyData() {
    return session.grant().maxEarlyData();
  }

  /** What a client of TLS 1.3 adds to the age that it tells, 0 to 2^32 - 1. */
  public long ticketAgeAdd() {
    return session.name().ageAdd();
  }

  /** What the server's application keeps with it; only the server knows. */
  public Bytes applicationData() {
    return session.grant().applicationData();
  }

  /**
   * False once a connection of this session ended with a fatal alert: nobody resumes it any more
   * (RFC 5246 7.2.2). Any thread may ask.
   */
  public boolean isResumable() {
    return session.isResumable();
  }

  /** A copy of the secret, which the caller destroys: PSK or main secret. */
  public Secret secret() {
    return session.secret().copy();
  }

  Session session() {
    return session;
  }

  // ---- Files

  /**
   * The session as OpenSSL writes it. Whoever has it can resume it, and may be able to read what
   * was said in it: wipe it, and keep it where keys are kept. Times are in whole seconds.
   *
   * @throws IllegalArgumentException for a session of SSLv2
   * @see <a href="https://docs.openssl.org/master/man3/d2i_SSL_SESSION/">i2d_SSL_SESSION(3)</a>
   */
  public byte[] toDer() {
    return SessionDer.encode(session);
  }

  /** As {@link #toDer}, in PEM: what {@code openssl s_client -sess_out} writes. */
  public String toPem() {
    byte[] der = toDer();
    try {
      return Pem.encode(PEM_LABEL, Bytes.of(der));
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /**
   * Reads a session that this library or OpenSSL wrote.
   *
   * @param der one session and nothing behind it; the caller's to wipe
   * @throws SslException when it is none, or one of what this library does not speak; with
   *     OpenSSL's reason, or {@link SslReason#BAD_DATA} where that is an error of ASN.1
   */
  public static SslSession fromDer(byte[] der) throws SslException {
    try {
      return new SslSession(SessionDerReader.read(der));
    } catch (TlsException e) {
      throw new SslException(e);
    }
  }

  /**
   * Reads the first session of a text, as {@code openssl s_client -sess_out} writes it.
   *
   * @throws SslException as {@link #fromDer}; with {@link SslReason#BAD_DATA} when there is none
   */
  public static SslSession fromPem(String text) throws SslException {
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    try {
      for (PemBlock block : Pem.read("session", latin)) {
        if (block.label().equals(PEM_LABEL)) {
          return fromDer(block.content());
        }
      }
    } catch (PemException e) {
      throw new SslException(new TlsException(SslReason.BAD_DATA, e.getMessage(), e));
    }
    throw new SslException(new TlsException(SslReason.BAD_DATA, "no " + PEM_LABEL));
  }

  // ---- Made by hand

  /**
   * Starts a session that no handshake made: made now, for two hours, with nothing known of it.
   *
   * @param version SSLv3 to TLS 1.3
   * @param suite one of that version
   * @param secret PSK or main secret, 1 to 512 bytes, of which a copy is kept
   * @throws IllegalArgumentException for a suite that is none of the version
   */
  public static Builder builder(ProtocolVersion version, CipherSuite suite, Secret secret) {
    return new Builder(version, suite, secret);
  }

  /** Starts another session from this one. When one of them is spoiled, so is the other. */
  public Builder toBuilder() {
    return new Builder(session);
  }

  /**
   * Gathers what a session is made of. Not thread-safe. What is not set is empty, 0 or, of the
   * verification, OK.
   */
  public static final class Builder {
    private final ProtocolVersion version;
    private final SuiteParameters suite;
    private final Secret secret;
    private final Standing standing;
    private final Optional<NamedGroup> group;
    private Bytes id;
    private Bytes ticket;
    private long ageAdd;
    private Session.Lifetime lifetime;
    private Optional<String> serverName;
    private Optional<Bytes> protocol;
    private boolean extendedMainSecret;
    private List<PeerCertificate> peerChain;
    private Optional<PathVerdict> verdict;
    private Bytes context;
    private long maxEarlyData;
    private Bytes applicationData;

    private Builder(ProtocolVersion version, CipherSuite suite, Secret secret) {
      this(
          new Session(
              version,
              parameters(version, suite),
              copyOf(secret),
              new Session.Name(Bytes.EMPTY, Bytes.EMPTY, 0),
              new Session.Lifetime(Instant.now(), Session.DEFAULT_LIFETIME_SECONDS),
              Session.Origin.UNKNOWN,
              Session.Grant.NONE));
    }

    private Builder(Session session) {
      version = session.version();
      suite = session.suite();
      secret = session.secret();
      standing = session.standing();
      group = session.origin().group();
      id = session.name().id();
      ticket = session.name().ticket();
      ageAdd = session.name().ageAdd();
      lifetime = session.lifetime();
      serverName = session.origin().serverName();
      protocol = session.origin().applicationProtocol();
      extendedMainSecret = session.origin().extendedMainSecret();
      peerChain = session.origin().peerChain();
      verdict = session.origin().verdict();
      context = session.grant().context();
      maxEarlyData = session.grant().maxEarlyData();
      applicationData = session.grant().applicationData();
    }

    private static SuiteParameters parameters(ProtocolVersion version, CipherSuite suite) {
      return SuiteParameters.of(suite)
          .filter(found -> found.isTls13() == version.isAtLeast(ProtocolVersion.TLS_1_3))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(suite.name() + " is no suite of " + version.name()));
    }

    private static Secret copyOf(Secret secret) {
      check(
          secret.length() >= 1 && secret.length() <= SessionLimits.MAX_SECRET,
          "a secret has 1 to 512 bytes");
      return secret.copy();
    }

    private static void check(boolean ok, String problem) {
      if (!ok) {
        throw new IllegalArgumentException(problem);
      }
    }

    /** Sets the session id, 0 to 32 bytes. */
    public Builder id(Bytes id) {
      check(id.length() <= SessionLimits.MAX_ID, "a session id has 32 bytes at the most");
      this.id = id;
      return this;
    }

    /**
     * Sets what a client shows to come back.
     *
     * @param ticket 0 to 65535 bytes
     * @param ageAdd what is added to the age that a client of TLS 1.3 tells, 0 to 2^32 - 1
     */
    public Builder ticket(Bytes ticket, long ageAdd) {
      check(ticket.length() <= SessionLimits.MAX_TICKET, "a ticket has 65535 bytes at the most");
      check(ageAdd >= 0 && ageAdd <= SessionLimits.MAX_U32, "an age has 32 bits");
      this.ticket = ticket;
      this.ageAdd = ageAdd;
      return this;
    }

    /** Sets when it was made, which is also when the peers proved themselves. */
    public Builder created(Instant made) {
      lifetime = new Session.Lifetime(made, lifetime.seconds());
      return this;
    }

    /** Sets how long it may be used: 0 to 604800 seconds. */
    public Builder lifetimeSeconds(long seconds) {
      check(
          seconds >= 0 && seconds <= Session.MAX_LIFETIME_SECONDS,
          "a session lives 0 to 604800 seconds, not " + seconds);
      lifetime = new Session.Lifetime(lifetime.made(), seconds, lifetime.since());
      return this;
    }

    /** Sets the settings that it belongs to, 0 to 32 bytes. */
    public Builder idContext(Bytes context) {
      check(
          context.length() <= SessionLimits.MAX_ID,
          "a session id context has 32 bytes at the most");
      this.context = context;
      return this;
    }

    /** Sets the name that the client asked for. */
    public Builder serverName(Optional<String> host) {
      serverName = host;
      return this;
    }

    /** Sets the protocol that was chosen by ALPN, of 1 to 255 characters. */
    public Builder applicationProtocol(Optional<String> protocol) {
      check(
          protocol.filter(p -> p.isEmpty() || p.length() > SessionLimits.MAX_NAME).isEmpty(),
          "a protocol has 1 to 255 characters");
      this.protocol = protocol.map(SslDecisions::bytes);
      return this;
    }

    /**
     * Sets who the peer was.
     *
     * @param chain what it showed, its own certificate first
     * @param found what was found about it
     */
    public Builder peer(List<PeerCertificate> chain, VerifyResult found) {
      peerChain = List.copyOf(chain);
      verdict = Optional.of(new PathVerdict(found, 0, List.of()));
      return this;
    }

    /** Sets whether the main secret of TLS 1.2 is bound to the whole handshake. */
    public Builder extendedMainSecret(boolean extended) {
      extendedMainSecret = extended;
      return this;
    }

    /** Sets the most bytes of early data, 0 to 2^32 - 1. */
    public Builder maxEarlyData(long bytes) {
      check(bytes >= 0 && bytes <= SessionLimits.MAX_U32, "0 to 2^32 - 1 bytes of early data");
      maxEarlyData = bytes;
      return this;
    }

    /** Sets what the server's application keeps with it, 0 to 65535 bytes. */
    public Builder applicationData(Bytes data) {
      check(
          data.length() <= SessionLimits.MAX_TICKET, "65535 bytes of application data at the most");
      applicationData = data;
      return this;
    }

    /** The session. */
    public SslSession build() {
      return new SslSession(
          new Session(
              version,
              suite,
              secret.copy(),
              new Session.Name(id, ticket, ageAdd),
              lifetime,
              new Session.Origin(
                  serverName, protocol, group, extendedMainSecret, peerChain, verdict),
              new Session.Grant(context, maxEarlyData, applicationData),
              standing));
    }
  }

  @Override
  public String toString() {
    return "SslSession[" + cipherSuite().name() + ", " + lifetimeSeconds() + " s]";
  }
}
