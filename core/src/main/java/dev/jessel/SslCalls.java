// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.TlsConnection;
import dev.jessel.error.SslReason;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection with libssl's call contract: an int comes back, and {@link #error(int)} explains it.
 * Nothing is thrown for what a peer or a transport does. {@code dev.jessel.openssl.LibSsl} is this
 * class under the names of the C manual.
 *
 * <p>Semantics are those of OpenSSL 4.0. One thread may read while another writes; the error of a
 * call must be asked for by the thread that made it, before it makes another one.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_get_error/">SSL_get_error(3)</a>
 */
public final class SslCalls {
  /** {@code SSL_SENT_SHUTDOWN}. */
  public static final int SENT_SHUTDOWN = 1;

  /** {@code SSL_RECEIVED_SHUTDOWN}. */
  public static final int RECEIVED_SHUTDOWN = 2;

  /** {@code SSL_ERROR_SSL}: the protocol failed, or the call is not allowed. */
  public static final int ERROR_SSL = 1;

  /** {@code SSL_ERROR_SYSCALL}: the transport failed. */
  public static final int ERROR_SYSCALL = 5;

  private final Ssl ssl;
  private final ThreadLocal<Outcome> last = ThreadLocal.withInitial(Outcome::new);
  private Optional<PendingWrite> pendingWrite = Optional.empty();
  private volatile int shutdown;
  private volatile boolean quietShutdown;

  /** What the last call on a thread came to. */
  private static final class Outcome {
    SslStatus wanted = SslStatus.DONE;
    Optional<SslException> failure = Optional.empty();
  }

  SslCalls(Ssl ssl) {
    this.ssl = ssl;
  }

  /**
   * Performs the handshake.
   *
   * @return 1 when it is over, else -1
   */
  public int handshake() {
    begin();
    if (ssl.role().isEmpty()) {
      return failed(new SslException(SslReason.CONNECTION_TYPE_NOT_SET));
    }
    try {
      return wanted(exchange().handshake()) ? 1 : -1;
    } catch (SslException e) {
      return failed(e);
    }
  }

  /**
   * Writes all bytes or reports that it must be repeated with the same arguments; {@link
   * SslMode#ENABLE_PARTIAL_WRITE} and {@link SslMode#ACCEPT_MOVING_WRITE_BUFFER} loosen that.
   *
   * @return the count written; 0 or -1 when {@link #error} tells why not
   */
  public int write(byte[] source, int offset, int length) {
    begin();
    if (length < 0) {
      return failed(new SslException(SslReason.BAD_LENGTH));
    }
    Objects.checkFromIndexSize(offset, length, source.length);
    try {
      Exchange to = exchange();
      to.checkAlive();
      if (has(SENT_SHUTDOWN)) {
        return failed(new SslException(SslReason.PROTOCOL_IS_SHUTDOWN));
      }
      if (!wanted(to.handshake())) {
        return -1;
      }
      return writeLocked(to, source, offset, length);
    } catch (SslException e) {
      return failed(e);
    }
  }

  /**
   * Reads the bytes of one record at the most.
   *
   * @return the count read; 0 or -1 when {@link #error} tells why not
   */
  public int read(byte[] target, int offset, int length) {
    return read(target, offset, length, true);
  }

  /** As {@link #read}, but the bytes stay. */
  public int peek(byte[] target, int offset, int length) {
    return read(target, offset, length, false);
  }

  /**
   * Says goodbye, then waits for the peer to do so.
   *
   * @return 1 when both have, 0 when only this side has, -1 when {@link #error} tells what is
   *     wanted
   */
  public int shutdown() {
    begin();
    try {
      Exchange to = exchange();
      to.checkAlive();
      if (to.isInInit()) {
        return failed(new SslException(SslReason.SHUTDOWN_WHILE_IN_INIT));
      }
      if (quietShutdown) {
        shutdown = SENT_SHUTDOWN | RECEIVED_SHUTDOWN;
        return 1;
      }
      return has(SENT_SHUTDOWN) && alertIsOut(to) ? awaitPeer(to) : sayGoodbye(to);
    } catch (SslException e) {
      return failed(e);
    }
  }

  /**
   * Sends a KeyUpdate with the next call of any kind.
   *
   * @param requestPeer whether the peer shall change its keys too
   * @return 1, or 0 when it is not allowed now
   */
  public int keyUpdate(boolean requestPeer) {
    begin();
    try {
      Exchange to = exchange();
      if (!to.connection().isEstablished()) {
        return 0 & failed(new SslException(SslReason.STILL_IN_INIT));
      }
      if (pendingWrite.isPresent()) {
        return 0 & failed(new SslException(SslReason.BAD_WRITE_RETRY));
      }
      to.wantKeyUpdate(requestPeer);
      return 1;
    } catch (SslException e) {
      return 0 & failed(e);
    }
  }

  /**
   * Explains what a call returned.
   *
   * @param returned what the last call on this thread returned
   * @return an {@code SSL_ERROR_} number
   */
  public int error(int returned) {
    Outcome outcome = last.get();
    if (returned > 0) {
      return 0;
    }
    if (outcome.failure.isPresent()) {
      return outcome.failure.get().isTransportFailure() ? ERROR_SYSCALL : ERROR_SSL;
    }
    return outcome.wanted == SslStatus.DONE ? ERROR_SYSCALL : outcome.wanted.code();
  }

  /** What the last call on this thread waits for; {@link SslStatus#DONE} for nothing. */
  public SslStatus want() {
    return last.get().wanted;
  }

  /** Why the last call on this thread failed; empty unless it did. */
  public Optional<SslException> failure() {
    return last.get().failure;
  }

  /** {@link #SENT_SHUTDOWN} and {@link #RECEIVED_SHUTDOWN}, as far as they are true. */
  public int shutdownState() {
    boolean received = ssl.started().map(Exchange::isReadEnded).orElse(false);
    return shutdown | (received ? RECEIVED_SHUTDOWN : 0);
  }

  /** Sets what {@link #shutdownState()} says; nothing is sent. */
  public void shutdownState(int bits) {
    shutdown = bits & (SENT_SHUTDOWN | RECEIVED_SHUTDOWN);
  }

  /** Whether {@link #shutdown()} does nothing but remember. */
  public void quietShutdown(boolean quiet) {
    quietShutdown = quiet;
  }

  /** Whether {@link #shutdown()} does nothing but remember. */
  public boolean isQuietShutdown() {
    return quietShutdown;
  }

  /** True while a handshake, or a message queued behind it, has work to do. */
  public boolean isInInit() {
    return ssl.started().map(Exchange::isInInit).orElse(true);
  }

  /** Forgets the connection and keeps role, transport and settings. */
  public void clear() {
    ssl.reset();
    shutdown = 0;
    pendingWrite = Optional.empty();
    begin();
  }

  private int writeLocked(Exchange to, byte[] source, int offset, int length) throws SslException {
    ReentrantLock writing = to.connection().writeLock();
    writing.lock();
    try {
      // Once more, since it may have changed while this thread waited for the lock.
      to.checkAlive();
      if (to.connection().isWriteClosed()) {
        return failed(new SslException(SslReason.PROTOCOL_IS_SHUTDOWN));
      }
      if (!mayRetry(source, offset, length)) {
        return failed(ssl.fatal(pendingReason(length)));
      }
      return writeRecords(to, source, offset, length);
    } finally {
      to.endWrite();
    }
  }

  private int writeRecords(Exchange to, byte[] source, int offset, int length) throws SslException {
    TlsConnection connection = to.connection();
    boolean partial = ssl.context().settings().has(SslMode.ENABLE_PARTIAL_WRITE);
    int done = pendingWrite.map(PendingWrite::sealed).orElse(0);
    if (done == 0) {
      connection.sealOwedKeyUpdate();
    }
    while (true) {
      SslStatus status = to.flush();
      if (status != SslStatus.DONE) {
        pendingWrite = Optional.of(new PendingWrite(source, offset, length, done));
        wanted(status);
        return -1;
      }
      if (done >= length || partial && done > 0) {
        pendingWrite = Optional.empty();
        return done;
      }
      done += connection.seal(source, offset + done, length - done);
    }
  }

  private boolean mayRetry(byte[] source, int offset, int length) {
    boolean moving = ssl.context().settings().has(SslMode.ACCEPT_MOVING_WRITE_BUFFER);
    return pendingWrite.map(p -> p.allows(source, offset, length, moving)).orElse(true);
  }

  private SslReason pendingReason(int length) {
    boolean shorter = length < pendingWrite.orElseThrow().sealed();
    return shorter ? SslReason.BAD_LENGTH : SslReason.BAD_WRITE_RETRY;
  }

  private int read(byte[] target, int offset, int length, boolean consume) {
    begin();
    if (length < 0) {
      return failed(new SslException(SslReason.BAD_LENGTH));
    }
    Objects.checkFromIndexSize(offset, length, target.length);
    try {
      Exchange from = exchange();
      from.checkAlive();
      if (has(RECEIVED_SHUTDOWN)) {
        wanted(SslStatus.CLOSED);
        return 0;
      }
      if (!wanted(from.handshake())) {
        return -1;
      }
      int count = from.read(target, offset, length, consume);
      if (count > 0) {
        return count;
      }
      wanted(from.readStatus());
      return from.readStatus() == SslStatus.CLOSED ? 0 : -1;
    } catch (SslException e) {
      int returned = failed(e);
      return isEndOfStream(e) ? 0 : returned;
    }
  }

  private static boolean isEndOfStream(SslException e) {
    return e.reason().equals(Optional.of(SslReason.UNEXPECTED_EOF_WHILE_READING));
  }

  private int sayGoodbye(Exchange to) throws SslException {
    ReentrantLock writing = to.connection().writeLock();
    writing.lock();
    try {
      // Sane where libssl is not: a record in flight is finished before the goodbye.
      shutdown |= SENT_SHUTDOWN;
      to.connection().sealCloseNotify();
      if (!wanted(to.flush())) {
        return -1;
      }
      pendingWrite = Optional.empty();
      return has(RECEIVED_SHUTDOWN) ? 1 : 0;
    } finally {
      to.endWrite();
    }
  }

  private boolean alertIsOut(Exchange to) {
    return to.connection().isWriteClosed() && to.connection().outbound().isEmpty();
  }

  private int awaitPeer(Exchange to) throws SslException {
    if (has(RECEIVED_SHUTDOWN)) {
      return 1;
    }
    int count = to.read(new byte[1], 0, 1, false);
    if (count > 0) {
      return failed(ssl.fatal(SslReason.APPLICATION_DATA_AFTER_CLOSE_NOTIFY));
    }
    if (to.readStatus() == SslStatus.CLOSED) {
      return 1;
    }
    wanted(to.readStatus());
    return -1;
  }

  private Exchange exchange() throws SslException {
    Exchange exchange = ssl.exchange();
    exchange.retriesReads(ssl.context().settings().has(SslMode.AUTO_RETRY));
    return exchange;
  }

  private boolean has(int bit) {
    return (shutdownState() & bit) != 0;
  }

  private void begin() {
    Outcome outcome = last.get();
    outcome.wanted = SslStatus.DONE;
    outcome.failure = Optional.empty();
  }

  /** Notes what is wanted; true when nothing is. */
  private boolean wanted(SslStatus status) {
    last.get().wanted = status;
    return status == SslStatus.DONE;
  }

  private int failed(SslException e) {
    last.get().failure = Optional.of(e);
    return -1;
  }
}
