// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.TlsConnection;
import dev.jessel.error.ReasonCategory;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A connection with libssl's call contract: an int comes back, and {@link #error(int)} explains it.
 * Nothing is thrown for what a peer or a transport does. {@code dev.jessel.openssl.LibSsl} is this
 * class under the names of the C manual.
 *
 * <p>Semantics are those of OpenSSL 4.0. The error of a call must be asked for by the thread that
 * made it, before it makes another one.
 *
 * <p>One thread may read ({@link #read}, {@link #peek}) while another writes ({@link #write},
 * {@link #keyUpdate}); {@link #shutdown()} writes first and reads then. Where the first read and
 * the first write both need the handshake, one performs it and the other waits. libssl leaves all
 * else undefined; here a call beyond that fails as misuse, with {@link SslReason#CONCURRENT_USE},
 * and whatever is under way goes on unharmed: a second thread in a read, in a write or in {@link
 * #handshake()}, {@link #clear()} beside any of them, a callback that calls back.
 *
 * <p>Misuse (no role, a negative length, a write after one's own close_notify) leaves the
 * connection as it was. Whatever else fails ends it: every later call fails with {@link
 * #ERROR_SSL}, until {@link #clear()}.
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
  private volatile Optional<PendingWrite> pendingWrite = Optional.empty();
  private volatile int shutdown;
  private volatile boolean quietShutdown;
  private volatile EarlyCalls early;

  /** What the last call on a thread came to. */
  private static final class Outcome {
    SslStatus wanted = SslStatus.DONE;
    Optional<SslException> failure = Optional.empty();
    boolean deadBefore;
  }

  SslCalls(Ssl ssl) {
    this.ssl = ssl;
    this.early = new EarlyCalls(ssl);
  }

  // ---- The calls

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
      ssl.handshaking().begin();
      try {
        early.handshake();
        return handshakeInTurn();
      } finally {
        ssl.handshaking().end();
      }
    } catch (SslException e) {
      return failed(e);
    }
  }

  /**
   * Writes all bytes or reports that it must be repeated with the same arguments; {@link
   * SslMode#ENABLE_PARTIAL_WRITE} and {@link SslMode#ACCEPT_MOVING_WRITE_BUFFER} loosen that. A
   * repetition may be longer, never shorter than what is sealed already.
   *
   * <p>With a length of 0 nothing is written, but an unfinished handshake or an owed KeyUpdate goes
   * on; 0 is returned when they are done.
   *
   * @return the count written; 0 or -1 when {@link #error} tells why not
   */
  public int write(byte[] source, int offset, int length) {
    return write(source, offset, length, has(SslMode.ENABLE_PARTIAL_WRITE));
  }

  private int write(byte[] source, int offset, int length, boolean partial) {
    begin();
    if (length < 0) {
      return failed(new SslException(SslReason.BAD_LENGTH));
    }
    Objects.checkFromIndexSize(offset, length, source.length);
    try {
      ssl.writing().begin();
      try {
        return writeInTurn(source, offset, length, partial);
      } finally {
        ssl.writing().end();
      }
    } catch (SslException e) {
      return endedOrFailed(e);
    }
  }

  /**
   * Reads the bytes of one record at the most. With a length of 0 it waits for data and takes none.
   *
   * <p>As in libssl a client that has written early data, and has called nothing else since, can
   * read what its server says meanwhile and write more early data. The handshake then stands until
   * {@link #write}, {@link #handshake()} or {@link #shutdown()} goes on with it, or a message comes
   * that needs its end. A server that waits for that gets it from none of those who only read.
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
   * Writes early data: on a client before the handshake, on a server before its end. All of it, or
   * it must be repeated with the same arguments; modes for partial writes do not matter.
   *
   * @return 1 when all has gone to the transport, else 0 and {@link #error} tells why not
   */
  public int writeEarlyData(byte[] source, int offset, int length) {
    begin();
    Objects.checkFromIndexSize(offset, length, source.length);
    if (early.hasBegunReading() && !isInInit()) {
      // Nothing is early any more.
      return write(source, offset, length, false) == length ? 1 : 0;
    }
    try {
      ssl.writing().begin();
      try {
        noteWhetherAlive();
        return wanted(early.write(source, offset, length)) ? 1 : 0;
      } finally {
        ssl.writing().end();
      }
    } catch (SslException e) {
      failed(e);
      return 0;
    }
  }

  /**
   * Reads a client's early data, which a server does before all else or not at all.
   *
   * @param length at least 1
   * @return the count read; 0 when there is no more, or never was any; -1 when {@link #error} tells
   *     what is wanted
   */
  public int readEarlyData(byte[] target, int offset, int length) {
    begin();
    Objects.checkFromIndexSize(offset, length, target.length);
    try {
      ssl.reading().begin();
      try {
        noteWhetherAlive();
        ByteBuffer into = ByteBuffer.wrap(target, offset, length);
        SslStatus status = early.read(into);
        boolean over = wanted(status == SslStatus.CLOSED ? SslStatus.DONE : status);
        int count = into.position() - offset;
        return count > 0 || over && status == SslStatus.CLOSED ? count : -1;
      } finally {
        ssl.reading().end();
      }
    } catch (SslException e) {
      return failed(e);
    }
  }

  /**
   * Says goodbye, then waits for the peer to do so.
   *
   * <p>Where a client has read while its early data was open, the handshake comes to its end first;
   * libssl sends its close_notify in place of the handshake's last messages.
   *
   * <p>A write that is not complete can never be completed afterwards. Sane where libssl is not:
   * the record that is sealed of it goes out before the close_notify.
   *
   * @return 1 when both have, 0 when only this side has, -1 when {@link #error} tells what is
   *     wanted
   */
  public int shutdown() {
    begin();
    try {
      Exchange to = exchange();
      boolean endsEarlyData =
          !to.connection().isEstablished() && to.connection().isHandshakeHeard();
      if (to.isInInit() && !endsEarlyData) {
        return failed(new SslException(SslReason.SHUTDOWN_WHILE_IN_INIT));
      }
      wanted(SslStatus.DONE);
      if (quietShutdown || ssl.hasNoGoodbye()) {
        shutdown = SENT_SHUTDOWN | RECEIVED_SHUTDOWN;
        return 1;
      }
      if (endsEarlyData && !wanted(endEarlyData(to))) {
        return -1;
      }
      return !has(SENT_SHUTDOWN) || goodbyeWaits(to) ? sayGoodbye(to) : awaitPeer(to);
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
      ssl.writing().begin();
      try {
        return keyUpdateInTurn(requestPeer);
      } finally {
        ssl.writing().end();
      }
    } catch (SslException e) {
      failed(e);
      return 0;
    }
  }

  /**
   * Has another handshake begin with the next call of any kind, once nothing that was received is
   * unread and no write is to be repeated. A server asks its client for it.
   *
   * @param resume whether a client may resume the session of this connection
   * @return 1, or 0 when it is not allowed
   */
  public int renegotiate(boolean resume) {
    begin();
    try {
      ssl.wantRenegotiation(resume);
      return 1;
    } catch (SslException e) {
      failed(e);
      return 0;
    }
  }

  /**
   * Has the next call of any kind ask the client for its certificate, in TLS 1.3; see {@link
   * Ssl#requestClientCertificate}.
   *
   * @return 1, or 0 when it cannot be asked now
   */
  public int requestClientCertificate() {
    begin();
    try {
      ssl.wantClientCertificate();
      return 1;
    } catch (SslException e) {
      failed(e);
      return 0;
    }
  }

  /** True from the wish for another handshake, this side's or the peer's, to its end. */
  public boolean isRenegotiationPending() {
    return ssl.isRenegotiationPending();
  }

  /** How often this side began another handshake, or asked for one, since {@link #clear()}. */
  public int renegotiations() {
    return ssl.started().map(on -> on.connection().renegotiations().get()).orElse(0);
  }

  /**
   * Has a server send one more ticket: with the next call of any kind, or, while a write is to be
   * repeated, with the write that follows it.
   *
   * @return 1, or 0 when this is no server, its handshake is not over, or there are no tickets in
   *     the version spoken; no error is noted then
   */
  public int newSessionTicket() {
    begin();
    Optional<Exchange> to = ssl.started().filter(each -> each.connection().issuesTickets());
    boolean free = to.map(each -> each.tickets().isDue() || !each.isInInit()).orElse(false);
    if (free) {
      to.orElseThrow().tickets().add(pendingWrite.isEmpty());
    }
    return free ? 1 : 0;
  }

  /**
   * Forgets the connection and keeps role, transport and settings.
   *
   * @return 1, or 0 when a call is under way on another thread, or another handshake
   */
  public int clear() {
    begin();
    try {
      if (isRenegotiationPending() && !isDead()) {
        throw new SslException(SslReason.LIBRARY_BUG, "another handshake is not over");
      }
      ssl.reset();
      return 1;
    } catch (SslException e) {
      failed(e);
      return 0;
    }
  }

  /**
   * Changes settings at any time. Modes, read-ahead, the size and padding of records and {@link
   * SslOption#IGNORE_UNEXPECTED_EOF} take effect with the next call; what only a handshake asks for
   * waits for the next handshake.
   */
  public void adjust(UnaryOperator<SslContext.Builder> change) {
    ssl.adjust(change);
  }

  /**
   * Reports a misuse that the caller found, as if a call had: {@link #error} says {@link
   * #ERROR_SSL}, the connection stays as it was.
   */
  public void misused(SslReason reason) {
    begin();
    failed(new SslException(reason));
  }

  // ---- What came of them

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
      boolean transport = outcome.failure.get().isTransportFailure() && !outcome.deadBefore;
      return transport ? ERROR_SYSCALL : ERROR_SSL;
    }
    if (outcome.wanted != SslStatus.DONE) {
      return outcome.wanted.code();
    }
    return has(RECEIVED_SHUTDOWN) ? SslStatus.CLOSED.code() : ERROR_SYSCALL;
  }

  /** What the last call on this thread waits for; {@link SslStatus#DONE} for nothing. */
  public SslStatus want() {
    return last.get().wanted;
  }

  /** Why the last call on this thread failed; empty unless it did. */
  public Optional<SslException> failure() {
    return last.get().failure;
  }

  /** True when the last call on this thread found the connection dead already. */
  public boolean wasDeadBefore() {
    return last.get().deadBefore;
  }

  // ---- Where the connection stands

  /** {@link #SENT_SHUTDOWN} and {@link #RECEIVED_SHUTDOWN}, as far as they are true. */
  public int shutdownState() {
    // Asked by each call: no object is made for the answer.
    Optional<Exchange> exchange = ssl.started();
    boolean received = exchange.isPresent() && heardTheEnd(exchange.get());
    return shutdown | (received ? RECEIVED_SHUTDOWN : 0);
  }

  /**
   * Sets what {@link #shutdownState()} says; nothing is sent. What the peer has sent stays true.
   */
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

  /** True on a client that can read already and whose early data is open. */
  public boolean isHalfOpen() {
    return ssl.started().map(to -> to.connection().isHalfOpen()).orElse(false);
  }

  /**
   * True while early data goes to and fro, on either side, and no call has gone on with the
   * handshake.
   */
  public boolean isInEarlyData() {
    return early.isOpen() && isInInit() && !isDead();
  }

  /** True on a client that has asked to write early data before all else. */
  public boolean wantsEarlyData() {
    return early.isWanted();
  }

  /** True on a client whose ClientHello has told of early data. */
  public boolean offersEarlyData() {
    return early.isOffered();
  }

  /** True until something was done for the handshake. */
  public boolean isBefore() {
    return !ssl.started().map(Exchange::isHandshakeBegun).orElse(false);
  }

  /** True once TLS 1.3 was chosen. */
  public boolean speaksTls13() {
    return ssl.version().equals(Optional.of(ProtocolVersion.TLS_1_3));
  }

  /** True unless {@link #write} is refused whatever is to be written. */
  public boolean mayWrite() {
    return hasRole() && !isDead() && !has(SENT_SHUTDOWN);
  }

  /** True while the header of a record is there and its body is not. */
  public boolean isHeaderRead() {
    return ssl.started().map(from -> from.connection().isHeaderRead()).orElse(false);
  }

  /** True once the connection has failed for good. */
  public boolean isDead() {
    return ssl.started().map(Exchange::isFailed).orElse(false);
  }

  /** True when a role was chosen. */
  public boolean hasRole() {
    return ssl.role().isPresent();
  }

  /** True when a write was cut short by its transport and must be repeated. */
  public boolean isWritePending() {
    return pendingWrite.isPresent();
  }

  /** True when bytes wait to be taken by the transport. */
  public boolean hasUnsentBytes() {
    return ssl.started().map(to -> !to.connection().outbound().isEmpty()).orElse(false);
  }

  /**
   * The KeyUpdate that is not sent yet, our own or the answer to the peer's: whether it asks the
   * peer for one; empty when none waits.
   */
  public Optional<Boolean> keyUpdateWaiting() {
    return ssl.started()
        .flatMap(
            to ->
                to.connection().owesKeyUpdate()
                    ? to.keyUpdateWanted().or(() -> Optional.of(false))
                    : to.keyUpdateWanted());
  }

  /** The handshake's state, by the simple name of its class; empty before. */
  public Optional<String> state() {
    return ssl.started().map(to -> to.connection().state().getClass().getSimpleName());
  }

  void forget() {
    shutdown = 0;
    pendingWrite = Optional.empty();
    early = new EarlyCalls(ssl);
    begin();
    wanted(SslStatus.DONE);
  }

  // ---- The handshake

  /** When there is nothing to do, what the call before waited for stays what it waited for. */
  private int handshakeInTurn() throws SslException {
    Exchange exchange = exchange();
    if (!exchange.isInInit() && !exchange.connection().owesRenegotiation()) {
      forgetSuspension();
      return 1;
    }
    if (wanted(exchange.handshake())) {
      return 1;
    }
    if (exchange.connection().isRenegotiating() && exchange.connection().pending() > 0) {
      // As libssl: those who want nothing but the handshake have no use for data.
      return failed(ssl.fatal(SslReason.UNEXPECTED_RECORD));
    }
    return -1;
  }

  // Another thread may have brought the handshake to its end since this one was told to wait for
  // the application. What this one wanted of the transport stays true.
  private void forgetSuspension() {
    SslStatus wanted = last.get().wanted;
    if (!wanted.wantsTransport() && wanted != SslStatus.CLOSED) {
      wanted(SslStatus.DONE);
    }
  }

  // ---- Writing

  private int writeInTurn(byte[] source, int offset, int length, boolean partial)
      throws SslException {
    Exchange to = exchange();
    early.otherWrite();
    if (has(SENT_SHUTDOWN)) {
      wanted(SslStatus.DONE);
      return failed(new SslException(SslReason.PROTOCOL_IS_SHUTDOWN));
    }
    if (pendingWrite.isPresent() && length < pendingWrite.get().sealed()) {
      wanted(SslStatus.DONE);
      return failed(ssl.fatal(SslReason.BAD_LENGTH));
    }
    return wanted(to.handshake()) ? writeAlone(to, source, offset, length, partial) : -1;
  }

  private int writeAlone(Exchange to, byte[] source, int offset, int length, boolean partial)
      throws SslException {
    ReentrantLock writing = to.connection().writeLock();
    writing.lock();
    try {
      // Once more, since it may have changed while this thread waited for the lock.
      to.checkAlive();
      if (to.connection().isWriteClosed()) {
        return failed(new SslException(SslReason.PROTOCOL_IS_SHUTDOWN));
      }
      if (pendingWrite.isEmpty() && to.connection().isMidway()) {
        // Another thread reads, and left in the middle of a handshake.
        wanted(SslStatus.WANT_READ);
        return -1;
      }
      return isRetryAllowed(source, offset)
          ? writeRecords(to, source, offset, length, partial)
          : failed(ssl.fatal(SslReason.BAD_WRITE_RETRY));
    } catch (TlsException e) {
      throw to.failed(e);
    } finally {
      to.endWrite();
    }
  }

  private int writeRecords(Exchange to, byte[] source, int offset, int length, boolean partial)
      throws SslException, TlsException {
    int done = pendingWrite.map(PendingWrite::sealed).orElse(0);
    if (pendingWrite.isEmpty()) {
      to.connection().sealOwedKeyUpdate();
    }
    if (!wanted(to.flush()) || pendingWrite.isEmpty() && !wanted(to.sendTickets())) {
      return -1;
    }
    while (done < length) {
      done += to.seal(source, offset + done, length - done);
      if (!wanted(to.flush())) {
        pendingWrite = Optional.of(new PendingWrite(source, offset, done));
        to.renegotiator().holdsWrite(true);
        return -1;
      }
      if (partial) {
        break;
      }
    }
    pendingWrite = Optional.empty();
    to.renegotiator().holdsWrite(false);
    return done;
  }

  private boolean isRetryAllowed(byte[] source, int offset) {
    return has(SslMode.ACCEPT_MOVING_WRITE_BUFFER)
        || pendingWrite.isEmpty()
        || pendingWrite.get().isOf(source, offset);
  }

  // ---- Reading

  private int read(byte[] target, int offset, int length, boolean consume) {
    begin();
    if (length < 0) {
      return failed(new SslException(SslReason.BAD_LENGTH));
    }
    Objects.checkFromIndexSize(offset, length, target.length);
    try {
      ssl.reading().begin();
      try {
        return readInTurn(target, offset, length, consume);
      } finally {
        ssl.reading().end();
      }
    } catch (SslException e) {
      return endedOrFailed(e);
    }
  }

  private int readInTurn(byte[] target, int offset, int length, boolean consume)
      throws SslException {
    Exchange from = exchange();
    early.otherRead();
    if (has(RECEIVED_SHUTDOWN)) {
      wanted(SslStatus.CLOSED);
      return 0;
    }
    return wanted(from.handshakeToRead(early.onRead()))
        ? readData(from, target, offset, length, consume)
        : -1;
  }

  private int readData(Exchange from, byte[] target, int offset, int length, boolean consume) {
    try {
      int count = from.read(target, offset, length, consume);
      boolean over = from.readStatus() == SslStatus.CLOSED;
      return wanted(from.readStatus()) ? count : over ? 0 : -1;
    } catch (SslException e) {
      int returned = endedOrFailed(e);
      return isEndOfStream(e) ? 0 : returned;
    }
  }

  /** libssl counts these as an end of the stream, although a violent one. */
  private static boolean isEndOfStream(SslException e) {
    return e.reason()
        .filter(
            reason ->
                reason == SslReason.UNEXPECTED_EOF_WHILE_READING
                    || reason.category() == ReasonCategory.ALERT_RECEIVED)
        .isPresent();
  }

  // ---- Closing

  /** RFC 9846 4.6: a client whose early data was taken must say where it ends. */
  private SslStatus endEarlyData(Exchange to) throws SslException {
    ssl.writing().begin();
    try {
      early.handshake();
      return to.handshake();
    } finally {
      ssl.writing().end();
    }
  }

  private int sayGoodbye(Exchange to) throws SslException {
    ssl.writing().begin();
    try {
      return sayGoodbyeInTurn(to);
    } finally {
      ssl.writing().end();
    }
  }

  private int sayGoodbyeInTurn(Exchange to) throws SslException {
    ReentrantLock writing = to.connection().writeLock();
    writing.lock();
    try {
      shutdown |= SENT_SHUTDOWN;
      to.connection().sealCloseNotify();
      if (!wanted(to.flush())) {
        return -1;
      }
      pendingWrite = Optional.empty();
      to.renegotiator().holdsWrite(false);
      return has(RECEIVED_SHUTDOWN) ? 1 : 0;
    } catch (TlsException e) {
      throw to.failed(e);
    } finally {
      to.endWrite();
    }
  }

  private static boolean goodbyeWaits(Exchange to) {
    TlsConnection connection = to.connection();
    return connection.isWriteClosed() && !connection.outbound().isEmpty();
  }

  private int awaitPeer(Exchange to) throws SslException {
    if (has(RECEIVED_SHUTDOWN)) {
      return 1;
    }
    int count = peekInTurn(to);
    if (count > 0) {
      return failed(ssl.fatal(SslReason.APPLICATION_DATA_AFTER_CLOSE_NOTIFY));
    }
    if (to.readStatus() == SslStatus.CLOSED) {
      return 1;
    }
    wanted(to.readStatus());
    return -1;
  }

  private int peekInTurn(Exchange to) throws SslException {
    ssl.reading().begin();
    try {
      return to.read(new byte[1], 0, 1, false);
    } finally {
      ssl.reading().end();
    }
  }

  private static boolean heardTheEnd(Exchange exchange) {
    return exchange.isReadEnded()
        || exchange
            .connection()
            .failure()
            .filter(e -> e.reason().category() == ReasonCategory.ALERT_RECEIVED)
            .isPresent();
  }

  // ---- Common to all

  private int keyUpdateInTurn(boolean requestPeer) throws SslException {
    Optional<SslReason> refusal = keyUpdateRefusal();
    if (refusal.isPresent()) {
      throw new SslException(refusal.get());
    }
    ssl.started().ifPresent(to -> to.wantKeyUpdate(requestPeer));
    return 1;
  }

  private Optional<SslReason> keyUpdateRefusal() {
    if (!speaksTls13()) {
      return Optional.of(SslReason.WRONG_SSL_VERSION);
    }
    if (isInInit()) {
      return Optional.of(SslReason.STILL_IN_INIT);
    }
    if (pendingWrite.isPresent()) {
      return Optional.of(SslReason.BAD_WRITE_RETRY);
    }
    // libssl would send it behind the close_notify, which no peer has to put up with.
    boolean saidGoodbye = ssl.started().map(to -> to.connection().isWriteClosed()).orElse(false);
    return saidGoodbye || has(SENT_SHUTDOWN)
        ? Optional.of(SslReason.PROTOCOL_IS_SHUTDOWN)
        : Optional.empty();
  }

  /** The live connection: each call's prologue. */
  private Exchange exchange() throws SslException {
    Exchange exchange = ssl.exchange();
    last.get().deadBefore = exchange.isFailed();
    exchange.checkAlive();
    exchange.retriesReads(has(SslMode.AUTO_RETRY));
    return exchange;
  }

  private void noteWhetherAlive() {
    last.get().deadBefore = isDead();
  }

  private boolean has(int bit) {
    return (shutdownState() & bit) != 0;
  }

  private boolean has(SslMode mode) {
    return ssl.context().settings().has(mode);
  }

  private void begin() {
    Outcome outcome = last.get();
    outcome.failure = Optional.empty();
    outcome.deadBefore = false;
  }

  /** Notes what is wanted; true when nothing is. */
  private boolean wanted(SslStatus status) {
    last.get().wanted = status;
    return status == SslStatus.DONE;
  }

  /**
   * A transport of SSLv2 that is gone is an end, and nobody can tell of what kind; and libssl
   * returns 0 to those who come at a time for early data alone.
   */
  private int endedOrFailed(SslException e) {
    if (e.reason().equals(Optional.of(SslReason.EARLY_DATA_NOT_POSSIBLE))) {
      failed(e);
      return 0;
    }
    if (e.isTransportFailure() && ssl.hasNoGoodbye()) {
      wanted(SslStatus.CLOSED);
      return 0;
    }
    return failed(e);
  }

  private int failed(SslException e) {
    last.get().failure = Optional.of(e);
    return -1;
  }
}
