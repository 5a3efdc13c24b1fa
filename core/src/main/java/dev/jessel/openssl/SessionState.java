// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslSession;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands behind a session's handle: an {@link SslSession} that can be changed, with references
 * and the application's data. As in C, a session is not to be changed once several threads know it,
 * but for its references.
 */
abstract sealed class SessionState permits LibSslTypes.SSL_SESSION {
  /** How long a session lives that no context has made, in seconds. */
  private static final long DEFAULT_TIMEOUT = 304;

  private final AtomicInteger references = new AtomicInteger(1);
  private final Map<Integer, Object> exData = new HashMap<>();
  private Optional<SslSession> origin = Optional.empty();

  int version;
  Optional<CipherSuite> suite = Optional.empty();
  Optional<Secret> secret = Optional.empty();
  Bytes id = Bytes.EMPTY;
  Bytes idContext = Bytes.EMPTY;
  Bytes ticket = Bytes.EMPTY;
  Optional<String> hostName = Optional.empty();
  Bytes protocol = Bytes.EMPTY;
  Bytes applicationData = Bytes.EMPTY;
  long maxEarlyData;
  Instant time = Clock.systemUTC().instant();
  long timeout = DEFAULT_TIMEOUT;
  volatile boolean lost;

  SessionState() {}

  SessionState(SslSession session) {
    origin = Optional.of(session);
    suite = Optional.of(session.cipherSuite());
    ticket = session.ticket();
    maxEarlyData = session.maxEarlyData();
    timeout = session.lifetimeSeconds();
  }

  /** What the engine takes; empty while version, suite or secret is not known. */
  final Optional<SslSession> session() {
    return origin;
  }

  /** False when a connection failed with it, and for one that has no name on the wire. */
  final boolean isResumable() {
    boolean named = !id.isEmpty() || !ticket.isEmpty();
    return named && !lost && origin.map(SslSession::isResumable).orElse(true);
  }

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
}
