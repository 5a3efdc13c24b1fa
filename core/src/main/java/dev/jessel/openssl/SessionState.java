// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslSession;
import dev.jessel.crypto.Secret;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PeerCertificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands behind a session's handle: an {@link SslSession} that can be changed, with references
 * and the application's data. As in C, a session is not to be changed once several threads know it,
 * but for its references.
 */
abstract sealed class SessionState permits LibSslTypes.SSL_SESSION {
  /** How long a session lives that no context has made, in seconds. */
  private static final long DEFAULT_TIMEOUT = 304;

  /** What is said of a peer's certificate before anything was: X509_V_ERR_UNSPECIFIED. */
  static final int NEVER_VERIFIED = 1;

  /** There was no handshake that could have agreed on a fragment length. */
  private static final int NO_FRAGMENT = 255;

  private final AtomicInteger references = new AtomicInteger(1);
  private final Map<Integer, Object> exData = new HashMap<>();
  private Optional<SslSession> origin = Optional.empty();
  private volatile Optional<SessionCache> keptIn = Optional.empty();
  private final AtomicBoolean lost = new AtomicBoolean();

  private int version;
  private Optional<CipherSuite> suite = Optional.empty();
  private Optional<Secret> secret = Optional.empty();
  private boolean rekeyed;
  Bytes id = Bytes.EMPTY;
  Bytes idContext = Bytes.EMPTY;
  Optional<String> hostName = Optional.empty();
  Optional<String> protocol = Optional.empty();
  Bytes applicationData = Bytes.EMPTY;
  long maxEarlyData;
  int maxFragment;
  List<PeerCertificate> peerChain = List.of();
  int verifyResult = NEVER_VERIFIED;
  private Instant time = Clock.systemUTC().instant();
  private long timeout = DEFAULT_TIMEOUT;

  SessionState() {
    maxFragment = NO_FRAGMENT;
  }

  SessionState(SslSession session) {
    origin = Optional.of(session);
    version = session.version().code();
    suite = Optional.of(session.cipherSuite());
    secret = Optional.of(session.secret());
    id = session.id();
    idContext = session.idContext();
    hostName = session.serverName();
    protocol = session.applicationProtocol();
    applicationData = session.applicationData();
    maxEarlyData = session.maxEarlyData();
    peerChain = session.peerChain();
    verifyResult = session.verifyResult().number();
    time = session.created();
    timeout = session.lifetimeSeconds();
  }

  /** Another session that is the same, but in no cache. */
  final SSL_SESSION copy() {
    SSL_SESSION copy = new SSL_SESSION();
    SessionState to = copy;
    to.origin = origin;
    to.lost.set(lost.get());
    to.version = version;
    to.suite = suite;
    to.secret = secret.map(Secret::copy);
    to.rekeyed = rekeyed;
    to.id = id;
    to.idContext = idContext;
    to.hostName = hostName;
    to.protocol = protocol;
    to.applicationData = applicationData;
    to.maxEarlyData = maxEarlyData;
    to.maxFragment = maxFragment;
    to.peerChain = peerChain;
    to.verifyResult = verifyResult;
    to.time = time;
    to.timeout = timeout;
    copy.dataOf(this);
    return copy;
  }

  /** What the engine takes; empty while version, suite and secret do not make a session. */
  final Optional<SslSession> session() {
    if (version == 0 || suite.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    try {
      SslSession.Builder builder = builder();
      if (!origin.map(SslSession::created).equals(Optional.of(time))) {
        builder = builder.created(time);
      }
      return Optional.of(
          builder
              .id(id)
              .idContext(idContext)
              .serverName(hostName)
              .applicationProtocol(protocol)
              .applicationData(applicationData)
              .maxEarlyData(maxEarlyData)
              .lifetimeSeconds(Math.min(timeout, Session.MAX_LIFETIME_SECONDS))
              .build());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // such as a suite of another version
    }
  }

  private SslSession.Builder builder() {
    if (origin.isPresent() && !rekeyed) {
      return origin.get().toBuilder();
    }
    SslSession.Builder builder =
        SslSession.builder(new ProtocolVersion(version), suite.orElseThrow(), secret.orElseThrow());
    return origin
        .map(
            from ->
                builder
                    .ticket(from.ticket(), from.ticketAgeAdd())
                    .extendedMainSecret(from.extendedMainSecret())
                    .peer(from.peerChain(), from.verifyResult()))
        .orElse(builder);
  }

  /** The session that the engine made, unless the application did. */
  final Optional<SslSession> origin() {
    return origin;
  }

  final int version() {
    return version;
  }

  final void version(int number) {
    rekeyed |= version != number;
    version = number;
  }

  final Optional<CipherSuite> suite() {
    return suite;
  }

  final void suite(CipherSuite other) {
    rekeyed |= !suite.equals(Optional.of(other));
    suite = Optional.of(other);
  }

  /** The secret itself; empty until there is one. */
  final Optional<Secret> secret() {
    return secret;
  }

  /** Takes a secret over. */
  final void secret(Secret other) {
    rekeyed = true;
    secret.ifPresent(Secret::destroy);
    secret = Optional.of(other);
  }

  /** What a client shows of it; empty for nothing. */
  final Bytes ticket() {
    return origin.map(SslSession::ticket).orElse(Bytes.EMPTY);
  }

  /** Says of a connection what is known of it so far. */
  final void describe(SSL ssl) {
    version = LibSsl.SSL_version(ssl);
    suite = ssl.ssl().cipherSuite();
    maxFragment = ssl.notes().maxFragment();
    idContext = ssl.sessionIdContext();
    hostName = ssl.ssl().serverName();
    protocol = ssl.ssl().applicationProtocol();
    peerChain = ssl.ssl().peerCertificates();
    verifyResult = ssl.ssl().verifyResult().number();
  }

  /** The peer's certificate, or its key. */
  final Optional<PeerCertificate> peer() {
    return peerChain.stream().findFirst();
  }

  /** Whether the main secret of TLS 1.2 is bound to the whole handshake. */
  final boolean isExtended() {
    return origin.map(SslSession::extendedMainSecret).orElse(false);
  }

  // ---- Whether it may be resumed

  /** From now on nobody resumes it; of several callers one is told true. */
  final boolean lose() {
    return lost.compareAndSet(false, true);
  }

  /** Whether it was lost, or a connection failed with it. */
  final boolean isLost() {
    return lost.get() || !origin.map(SslSession::isResumable).orElse(true);
  }

  /** False also for one that has no name on the wire. */
  final boolean isResumable() {
    return !isLost() && (!id.isEmpty() || !ticket().isEmpty());
  }

  // ---- Time

  final Instant time() {
    return time;
  }

  final void time(Instant made) {
    time = made;
    keptIn.ifPresent(cache -> cache.moved((SSL_SESSION) this));
  }

  /** In seconds. */
  final long timeout() {
    return timeout;
  }

  final void timeout(long seconds) {
    timeout = seconds;
    keptIn.ifPresent(cache -> cache.moved((SSL_SESSION) this));
  }

  /** The last moment that it is good for, in milliseconds; however far that is. */
  final long endMillis() {
    try {
      return Math.addExact(time.toEpochMilli(), Math.multiplyExact(timeout, 1000L));
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  final void keptIn(Optional<SessionCache> cache) {
    keptIn = cache;
  }

  // ---- References, and data of the application

  final void addReference() {
    references.incrementAndGet();
  }

  final void dropReference() {
    references.decrementAndGet();
  }

  final int references() {
    return references.get();
  }

  final void exData(int index, Object data) {
    if (data == null) {
      exData.remove(index);
    } else {
      exData.put(index, data);
    }
  }

  final Object exData(int index) {
    return exData.get(index);
  }

  /** Takes over the data of another one. */
  final void dataOf(SessionState other) {
    exData.putAll(other.exData);
  }
}
