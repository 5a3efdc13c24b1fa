// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.TlsConnection;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Wait;
import java.util.Optional;

/**
 * Certificates after the handshake of TLS 1.3: a server's requests and a client's answers, until
 * the transport has them. Thread-safe.
 */
final class AuthenticationQueue {
  private final Exchange exchange;
  private final TlsConnection connection;
  private volatile boolean requestWanted;
  private volatile boolean leaving;

  AuthenticationQueue(Exchange exchange, TlsConnection connection) {
    this.exchange = exchange;
    this.connection = connection;
  }

  /** A request shall go out with the next call of any kind. */
  void wantRequest() {
    requestWanted = true;
  }

  /** True while a request waits to go out. */
  boolean isRequestWanted() {
    return requestWanted;
  }

  /** True from the time that something must go out until the transport has it. */
  boolean isDue() {
    return requestWanted || leaving || connection.owesCertificate();
  }

  /** Sends what is due. For the holder of the write lock. */
  SslStatus send() throws SslException, TlsException {
    if (!isDue()) {
      return SslStatus.DONE;
    }
    leaving = true;
    if (requestWanted) {
      requestWanted = false;
      if (!connection.isWriteClosed()) {
        connection.sealCertificateRequest();
      }
    }
    Optional<Wait> wait = connection.sealOwedCertificates();
    SslStatus flushed = exchange.flush();
    leaving = flushed != SslStatus.DONE;
    return wait.map(Exchange::statusOf).filter(status -> !leaving).orElse(flushed);
  }

  /** A reader has taken a request, or a writer gives up the lock: the answer goes out if it can. */
  SslStatus sendIfFree() throws SslException {
    if (!connection.owesCertificate() || !connection.writeLock().tryLock()) {
      return SslStatus.DONE;
    }
    try {
      return exchange.isFailed() ? SslStatus.DONE : send();
    } catch (TlsException e) {
      throw exchange.failed(e);
    } finally {
      connection.writeLock().unlock();
    }
  }
}
