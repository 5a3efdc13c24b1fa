// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a session in the form of {@link SessionDer}, be it OpenSSL's or this library's. All lengths
 * and numbers have bounds; fields that mean nothing here are skipped. Not thread-safe.
 */
public final class SessionDerReader {
  private static final int MAJOR_VERSION = 3;
  private static final int MAX_UNUSED = 0xFF_FFFF;

  /** OpenSSL takes a session without a lifetime for one of three seconds. */
  private static final long MISSING_LIFETIME = 3;

  private final DerReader in;

  private SessionDerReader(DerReader in) {
    this.in = in;
  }

  /**
   * Reads a session.
   *
   * @param der one session and nothing behind it; holds the secret, and is the caller's to wipe
   * @throws TlsException for anything else, with OpenSSL's reason where it has one, else {@link
   *     SslReason#BAD_DATA}
   */
  public static Session read(byte[] der) throws TlsException {
    try {
      DerReader file = DerReader.of(der);
      DerReader in = file.sequence();
      file.expectEnd();
      Session session = new SessionDerReader(in).session();
      in.expectEnd();
      return session;
    } catch (DerException e) {
      throw new TlsException(SslReason.BAD_DATA, "no session: " + e.getMessage(), e);
    }
  }

  private Session session() throws DerException, TlsException {
    if (number(in.next(DerTag.INTEGER), SessionLimits.MAX_U32) != SessionDer.FORMAT) {
      throw new TlsException(SslReason.UNKNOWN_SSL_VERSION, "a session of another format");
    }
    final ProtocolVersion version = version();
    final SuiteParameters suite = suite(version);
    final Bytes id = octets(in.next(DerTag.OCTET_STRING), SessionLimits.MAX_ID);
    final Secret secret = secret();
    boolean whole = false;
    try {
      Session session = session(version, suite, id, secret);
      whole = true;
      return session;
    } finally {
      if (!whole) {
        secret.destroy();
      }
    }
  }

  private Session session(ProtocolVersion version, SuiteParameters suite, Bytes id, Secret secret)
      throws DerException, TlsException {
    final Optional<SessionSupplement> supplement = supplement();
    final long made = number(SessionDer.MADE, SessionLimits.MAX_SECONDS);
    final long lifetime = number(SessionDer.LIFETIME, Long.MAX_VALUE);
    final Optional<PeerCertificate> certificate = certificate();
    final Bytes context = octets(SessionDer.CONTEXT, SessionLimits.MAX_ID).orElse(Bytes.EMPTY);
    final long verifyResult = number(SessionDer.VERIFY_RESULT, Integer.MAX_VALUE);
    final Optional<String> serverName = serverName();
    skip(SessionDer.SERVER_NAME + 1, SessionDer.LIFETIME_HINT - 1);
    final long hint = number(SessionDer.LIFETIME_HINT, Long.MAX_VALUE);
    final Bytes ticket = octets(SessionDer.TICKET, SessionLimits.MAX_TICKET).orElse(Bytes.EMPTY);
    refuseCompression();
    skip(SessionDer.COMPRESSION + 1, SessionDer.FLAGS - 1);
    final long flags = number(SessionDer.FLAGS, Long.MAX_VALUE);
    final long ageAdd = number(SessionDer.AGE_ADD, SessionLimits.MAX_U32);
    final long earlyData = number(SessionDer.EARLY_DATA, SessionLimits.MAX_U32);
    final Optional<Bytes> protocol =
        octets(SessionDer.PROTOCOL, SessionLimits.MAX_NAME).filter(p -> !p.isEmpty());
    skip(SessionDer.PROTOCOL + 1, SessionDer.APPLICATION_DATA - 1);
    final Bytes data =
        octets(SessionDer.APPLICATION_DATA, SessionLimits.MAX_TICKET).orElse(Bytes.EMPTY);
    final int group = (int) number(SessionDer.GROUP, 0xFFFF);
    final Optional<PeerCertificate> raw = rawPublicKey();
    List<PeerCertificate> chain = chain(certificate.or(() -> raw), supplement);
    return new Session(
        version,
        suite,
        secret,
        new Session.Name(isOf(ticket, id) ? Bytes.EMPTY : id, ticket, ageAdd),
        lifetime(made, lifetime(lifetime, hint, ticket), supplement),
        new Session.Origin(
            serverName,
            protocol,
            Optional.of(group).filter(g -> g != 0).map(NamedGroup::new),
            (flags & SessionDer.EXTENDED_MAIN_SECRET) != 0,
            chain,
            verdict((int) verifyResult, chain)),
        new Session.Grant(context, earlyData, data));
  }

  /** An id that the ticket has given. */
  private static boolean isOf(Bytes ticket, Bytes id) {
    return !ticket.isEmpty() && TicketId.of(ticket).equals(id);
  }

  private ProtocolVersion version() throws DerException, TlsException {
    long code = number(in.next(DerTag.INTEGER), SessionLimits.MAX_U32);
    if (code >>> Byte.SIZE != MAJOR_VERSION) {
      throw new TlsException(SslReason.UNSUPPORTED_SSL_VERSION, "version " + code);
    }
    return new ProtocolVersion((int) code);
  }

  private SuiteParameters suite(ProtocolVersion version) throws DerException, TlsException {
    DerElement element = in.next(DerTag.OCTET_STRING);
    if (element.length() != Short.BYTES) {
      throw new TlsException(SslReason.CIPHER_CODE_WRONG_LENGTH, element.length() + " bytes");
    }
    byte[] code = element.value();
    CipherSuite suite = new CipherSuite((code[0] & 0xFF) << Byte.SIZE | code[1] & 0xFF);
    return SuiteParameters.of(suite)
        .filter(found -> found.isTls13() == version.isAtLeast(ProtocolVersion.TLS_1_3))
        .orElseThrow(
            () ->
                new TlsException(
                    SslReason.UNKNOWN_CIPHER_RETURNED, suite.name() + " in " + version.name()));
  }

  private Secret secret() throws DerException, TlsException {
    DerElement element = in.next(DerTag.OCTET_STRING);
    if (element.length() == 0 || element.length() > SessionLimits.MAX_SECRET) {
      throw new TlsException(SslReason.BAD_LENGTH, "a secret of " + element.length() + " bytes");
    }
    return Secret.take(element.value());
  }

  private Optional<SessionSupplement> supplement() throws DerException, TlsException {
    int tag = DerTag.implicit(SessionDer.SUPPLEMENT);
    return in.nextIs(tag)
        ? SessionSupplement.decode(octets(in.next(), MAX_UNUSED))
        : Optional.empty();
  }

  private Optional<PeerCertificate> certificate() throws DerException, TlsException {
    Optional<DerElement> found = explicit(SessionDer.CERTIFICATE, DerTag.SEQUENCE);
    return found.isPresent()
        ? Optional.of(PeerCertificate.parse(found.get().encodedBytes()))
        : Optional.empty();
  }

  private Optional<PeerCertificate> rawPublicKey() throws DerException, TlsException {
    Optional<Bytes> found = octets(SessionDer.RAW_PUBLIC_KEY, SessionLimits.MAX_TICKET);
    return found.isPresent()
        ? Optional.of(PeerCertificate.ofRawPublicKey(found.get()))
        : Optional.empty();
  }

  private static List<PeerCertificate> chain(
      Optional<PeerCertificate> peer, Optional<SessionSupplement> supplement) {
    List<PeerCertificate> chain = new ArrayList<>(peer.stream().toList());
    if (!chain.isEmpty()) {
      supplement.ifPresent(more -> chain.addAll(more.issuers()));
    }
    return chain;
  }

  private Optional<String> serverName() throws DerException, TlsException {
    Optional<Bytes> name =
        octets(SessionDer.SERVER_NAME, SessionLimits.MAX_NAME).filter(bytes -> !bytes.isEmpty());
    Optional<String> text = name.map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8));
    if (text.filter(t -> t.indexOf('\0') >= 0).isPresent()) {
      throw new TlsException(SslReason.BAD_DATA, "a server's name with a zero byte");
    }
    return text;
  }

  private void refuseCompression() throws DerException, TlsException {
    Optional<Bytes> method = octets(SessionDer.COMPRESSION, 1);
    if (method.isPresent() && !method.get().equals(Bytes.of((byte) 0))) {
      throw new TlsException(SslReason.COMPRESSION_DISABLED, "a session with compression");
    }
  }

  /** As OpenSSL: a client keeps to what its server said, and to what it set itself. */
  private static long lifetime(long lifetime, long hint, Bytes ticket) {
    long own = lifetime == 0 ? MISSING_LIFETIME : lifetime;
    long given = hint == 0 || ticket.isEmpty() ? own : Math.min(own, hint);
    return Math.min(given, Session.MAX_LIFETIME_SECONDS);
  }

  private static Session.Lifetime lifetime(
      long made, long seconds, Optional<SessionSupplement> supplement) {
    Instant time = Instant.ofEpochSecond(made);
    Instant since = supplement.map(SessionSupplement::since).filter(time::isAfter).orElse(time);
    return new Session.Lifetime(time, seconds, since);
  }

  private static Optional<PathVerdict> verdict(int number, List<PeerCertificate> chain) {
    VerifyResult result = VerifyResult.of(number).orElse(VerifyResult.UNSPECIFIED);
    return chain.isEmpty() && result == VerifyResult.OK
        ? Optional.empty()
        : Optional.of(new PathVerdict(result, 0, List.of()));
  }

  // ---- Fields

  /** Those of identities and others that nobody here asks for. */
  private void skip(int first, int last) throws DerException {
    for (int number = first; number <= last; number++) {
      if (in.nextIs(DerTag.constructed(number))) {
        DerElement ignored = in.next();
      }
    }
  }

  private Optional<DerElement> explicit(int number, int tag) throws DerException {
    if (!in.nextIs(DerTag.constructed(number))) {
      return Optional.empty();
    }
    DerReader content = in.next().content();
    DerElement element = content.next(tag);
    content.expectEnd();
    return Optional.of(element);
  }

  private Optional<Bytes> octets(int number, int max) throws DerException {
    Optional<DerElement> found = explicit(number, DerTag.OCTET_STRING);
    return found.isPresent() ? Optional.of(octets(found.get(), max)) : Optional.empty();
  }

  private static Bytes octets(DerElement element, int max) throws DerException {
    if (element.length() > max) {
      throw new DerException("a field of " + element.length() + " bytes, more than " + max);
    }
    return element.valueBytes();
  }

  /** 0 where it is missing. */
  private long number(int number, long max) throws DerException {
    Optional<DerElement> found = explicit(number, DerTag.INTEGER);
    return found.isPresent() ? number(found.get(), max) : 0;
  }

  private static long number(DerElement element, long max) throws DerException {
    if (element.length() > Long.BYTES + 1) {
      throw new DerException("a number of " + element.length() + " bytes");
    }
    BigInteger value = element.integer();
    if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
      throw new DerException("a number that is not 0 to " + max);
    }
    return value.longValue();
  }
}
