// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.Progress;
import dev.jessel.connection.TlsConnection;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.ReasonCategory;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Wait;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Runs an engine over a transport: fills, flushes, and goes on until something is wanted. Both call
 * styles, {@link Ssl} and {@link SslCalls}, stand on it.
 *
 * <p>One thread may read while another writes. The handshake excludes both.
 */
final class Exchange {
  private final TlsConnection connection;
  private final Transport transport;
  private final String peerName;
  private final Optional<ReturningClient> returning;

  /**
   * Held beside both halves' locks by whoever performs the handshake. Who comes late waits here: at
   * the read lock it would wait on behind the reader, who may need what the latecomer is to write.
   */
  private final ReentrantLock handshaking = new ReentrantLock();

  private volatile boolean ignoresUnexpectedEof;
  private volatile boolean readsAhead;
  private volatile boolean retriesReads = true;
  private volatile boolean readEnded;
  private volatile Optional<SslException> transportFailure = Optional.empty();
  private final AtomicReference<Optional<Boolean>> keyUpdateWanted =
      new AtomicReference<>(Optional.empty());
  private final TicketQueue tickets = new TicketQueue();
  private final Renegotiator renegotiator;
  private final AuthenticationQueue authentication;
  private final EarlyData earlyData;
  private volatile boolean keyUpdateLeaving;
  private volatile boolean handshakeBegun;
  private volatile SslStatus readStatus = SslStatus.DONE;

  /**
   * Brings both together.
   *
   * @param peerName who is on the other side, for messages
   * @param returning what a client comes back with
   */
  Exchange(
      TlsConnection connection,
      Transport transport,
      String peerName,
      Optional<ReturningClient> returning) {
    this.returning = returning;
    this.connection = connection;
    this.transport = transport;
    this.peerName = peerName;
    this.renegotiator = new Renegotiator(this, connection);
    this.authentication = new AuthenticationQueue(this, connection);
    this.earlyData = new EarlyData(this, connection);
  }

  TlsConnection connection() {
    return connection;
  }

  /** Takes over those settings that may change while the connection lives. */
  void follow(SslSettings settings) {
    returning.ifPresent(client -> client.follow(settings));
    readsAhead = settings.readAhead();
    ignoresUnexpectedEof = settings.has(SslOption.IGNORE_UNEXPECTED_EOF);
    connection.cleansePlaintext(settings.has(SslOption.CLEANSE_PLAINTEXT));
    connection.renegotiation(settings.renegotiation());
    RecordSettings records = settings.records();
    connection.growingRecords(records.areGrowing());
    ReentrantLock writing = connection.writeLock();
    writing.lock();
    try {
      connection.recordShape(records.sendFragment(), records.splitFragment(), records.padding());
    } finally {
      writing.unlock();
    }
  }

  /** Whether a read goes on behind a handshake message. */
  void retriesReads(boolean retries) {
    retriesReads = retries;
  }

  /** True once the peer said goodbye, or the transport ended and that was to be ignored. */
  boolean isReadEnded() {
    return readEnded || connection.isReadClosed();
  }

  boolean isFailed() {
    return transportFailure.isPresent() || connection.failure().isPresent();
  }

  /** A KeyUpdate shall go out with the next call of any kind. */
  void wantKeyUpdate(boolean requestPeer) {
    keyUpdateWanted.set(Optional.of(requestPeer));
  }

  boolean isKeyUpdateWanted() {
    return keyUpdateWanted.get().isPresent() || keyUpdateLeaving;
  }

  /** True while a KeyUpdate is sealed and the transport has not taken all of it. */
  boolean isKeyUpdateLeaving() {
    return keyUpdateLeaving;
  }

  /** Whether the KeyUpdate that waits to go out asks the peer for one; empty when none waits. */
  Optional<Boolean> keyUpdateWanted() {
    return keyUpdateWanted.get();
  }

  /** Tickets that wait to go out. */
  TicketQueue tickets() {
    return tickets;
  }

  /** Certificates after the handshake. */
  AuthenticationQueue authentication() {
    return authentication;
  }

  private boolean isAnythingQueued() {
    return isKeyUpdateWanted() || tickets.isDue() || authentication.isDue();
  }

  /** True once something was done for the handshake. */
  boolean isHandshakeBegun() {
    return handshakeBegun;
  }

  /** True when a handshake, or what is queued behind it, has work to do. */
  boolean isInInit() {
    return !connection.isEstablished()
        || connection.isRenegotiating()
        || isAnythingQueued()
        || isFailed();
  }

  /** What goes before the end of the handshake. */
  EarlyData earlyData() {
    return earlyData;
  }

  /** Other handshakes than the first. */
  Renegotiator renegotiator() {
    return renegotiator;
  }

  /** Completes the handshake, and sends what is queued behind it. */
  SslStatus handshake() throws SslException {
    checkAlive();
    SslStatus status = connection.isEstablished() ? renegotiator.toWrite() : complete();
    return status == SslStatus.DONE && isAnythingQueued() ? sendQueued() : status;
  }

  /** What becomes of a client's early data when it reads. */
  enum EarlyDataOnRead {
    /** It is over, as with all other calls, and the handshake goes on to its end. */
    ENDS,
    /** More of it may follow; the handshake stands until another call, or the server, needs it. */
    STAYS_OPEN
  }

  /**
   * As {@link #handshake}, for those who want to read. They do not wait for a writer: it may be
   * stuck because the peer is, and the peer because nobody reads. A KeyUpdate that is queued goes
   * out if the write half is free, else with its next call.
   */
  SslStatus handshakeToRead(EarlyDataOnRead earlyData) throws SslException {
    ReentrantLock writing = connection.writeLock();
    if (!connection.isEstablished()) {
      return earlyData == EarlyDataOnRead.ENDS ? handshake() : handshakeToHalfOpen();
    }
    checkAlive();
    SslStatus status = renegotiator.toRead();
    if (status != SslStatus.DONE || !isAnythingQueued() || !writing.tryLock()) {
      return status;
    }
    try {
      return sendQueued();
    } finally {
      endWrite();
    }
  }

  private SslStatus handshakeToHalfOpen() throws SslException {
    checkAlive();
    return connection.isHalfOpen()
        ? SslStatus.DONE
        : handshakeTo(TlsConnection::isHalfOpen, () -> drive(connection::handshakeToReading));
  }

  private SslStatus complete() throws SslException {
    return handshakeTo(TlsConnection::isEstablished, this::drive);
  }

  /** Who waited here until another thread was done does not go on to wait behind its reads. */
  private SslStatus handshakeTo(Predicate<TlsConnection> isThere, Work work) throws SslException {
    Predicate<TlsConnection> enough = isThere.or(TlsConnection::isEstablished);
    enterHandshake();
    try {
      return enough.test(connection)
          ? SslStatus.DONE
          : withLocks(() -> enough.test(connection) ? SslStatus.DONE : work.run());
    } finally {
      handshaking.unlock();
    }
  }

  /** Something that is done for the handshake. */
  interface Work {
    SslStatus run() throws SslException, TlsException;
  }

  /** Does it, with all locks held that it needs; whoever comes late waits for its end. */
  SslStatus locked(Work work) throws SslException {
    enterHandshake();
    try {
      return withLocks(work);
    } finally {
      handshaking.unlock();
    }
  }

  private void enterHandshake() throws SslException {
    handshakeBegun = true;
    if (handshaking.isHeldByCurrentThread() || connection.readLock().isHeldByCurrentThread()) {
      throw new SslException(
          SslReason.CONCURRENT_USE, "a callback of the handshake must not call the connection");
    }
    handshaking.lock();
  }

  /** Where all is heard, the read half is left to whoever reads. */
  private SslStatus withLocks(Work work) throws SslException {
    return connection.isHandshakeHeard() ? withWriteLock(work) : withBothLocks(work);
  }

  private SslStatus withWriteLock(Work work) throws SslException {
    connection.writeLock().lock();
    try {
      return work.run();
    } catch (TlsException e) {
      throw failed(e);
    } finally {
      endWrite();
    }
  }

  private SslStatus withBothLocks(Work work) throws SslException {
    ReentrantLock reading = connection.readLock();
    ReentrantLock writing = connection.writeLock();
    reading.lock();
    try {
      writing.lock();
      try {
        return work.run();
      } catch (TlsException e) {
        throw failed(e);
      } finally {
        writing.unlock();
      }
    } finally {
      connection.releaseBuffers();
      reading.unlock();
    }
  }

  /**
   * Reads application data; the handshake is over, or half open.
   *
   * @return the number of bytes; if 0, {@link #readStatus()} tells why, {@link SslStatus#DONE}
   *     being that there was data and no room
   */
  int read(byte[] target, int offset, int length, boolean consume) throws SslException {
    ReentrantLock reading = connection.readLock();
    reading.lock();
    try {
      checkAlive();
      return readLocked(target, offset, length, consume);
    } catch (TlsException e) {
      throw failed(e);
    } finally {
      reading.unlock();
      renegotiator.readerLeft();
    }
  }

  /** Why the last read returned 0. */
  SslStatus readStatus() {
    return readStatus;
  }

  /**
   * Seals one record of application data; it is to be {@linkplain #flush flushed} at once. For the
   * holder of the write lock.
   *
   * @return the number of bytes that the record holds
   */
  int seal(byte[] source, int offset, int length) throws TlsException, SslException {
    try {
      transport.lendRoom(connection.outbound(), connection.roomToBorrow(length));
    } catch (SslException e) {
      throw transportFailed(e);
    }
    boolean sealed = false;
    try {
      int count = connection.seal(source, offset, length);
      sealed = true;
      return count;
    } finally {
      if (!sealed) {
        transport.endLoan(connection.outbound());
      }
    }
  }

  /** Pushes out what is sealed. For the holder of the write lock. */
  SslStatus flush() throws SslException {
    try {
      return transport.flush(connection.outbound());
    } catch (SslException e) {
      throw transportFailed(e);
    }
  }

  /**
   * Throws what the connection died of. What the transport did not take of the alert then is tried
   * again with each call, as far as nobody else is writing.
   */
  void checkAlive() throws SslException {
    if (transportFailure.isPresent()) {
      // The half that was in use then has come back by now, and what it held can go too.
      connection.destroy();
      throw transportFailure.get();
    }
    if (connection.failure().isPresent()) {
      if (connection.writeLock().tryLock()) {
        try {
          sendAlert();
        } finally {
          endWrite();
        }
      }
      throw failure(connection.failure().get());
    }
  }

  /**
   * Ends the connection. The alert goes out now if the write half is free; else whoever holds it
   * sends it.
   */
  SslException failed(TlsException reason) {
    TlsException first = connection.fail(reason);
    sendOwedAlert();
    // Where one half lost the transport, the other one tells of it too.
    return transportFailure.orElseGet(() -> failure(first));
  }

  /**
   * Ends the connection because the application has a reason of its own. What the transport did not
   * take of the alert is tried again when this is called again.
   *
   * @return whether the alert has gone to the transport
   */
  SslStatus abort(AlertDescription alert) {
    if (!isFailed()) {
      SslException ignored =
          failed(
              TlsException.refused(
                  SslReason.PROTOCOL_IS_SHUTDOWN, alert, "the application ended it", null));
    } else if (connection.writeLock().tryLock()) {
      try {
        sendAlert();
      } finally {
        connection.writeLock().unlock();
      }
    }
    boolean lost = transportFailure.isPresent();
    return lost || !connection.owesAlert() && connection.outbound().isEmpty()
        ? SslStatus.DONE
        : SslStatus.WANT_WRITE;
  }

  private SslException failure(TlsException reason) {
    return new SslException(reason, peer());
  }

  /** Who is on the other side, as far as this side can tell. */
  private String peer() {
    return transport.peerAddress().map(address -> peerName + " at " + address).orElse(peerName);
  }

  /**
   * Gives the write lock back. The other half may have failed meanwhile: its alert goes out last,
   * also if it was left in the very moment in which the lock was about to be free.
   */
  void endWrite() {
    connection.writeLock().unlock();
    sendOwedAlert();
    renegotiator.writerLeft();
    writerLeft();
  }

  /** A reader may have taken a request for a certificate meanwhile. */
  private void writerLeft() {
    if (isFailed()) {
      return;
    }
    try {
      SslStatus ignored = authentication.sendIfFree();
    } catch (SslException e) {
      // Noted already: the next call tells of it.
    }
  }

  /** A warning goes out if the write half is free; else its user sends it with the next data. */
  private void sendOwedWarning() throws SslException {
    if (connection.owesWarning() && connection.writeLock().tryLock()) {
      try {
        connection.sealOwedWarning();
        SslStatus ignored = flush();
      } finally {
        connection.writeLock().unlock();
      }
    }
  }

  private void sendOwedAlert() {
    while (connection.owesAlert() && connection.writeLock().tryLock()) {
      try {
        sendAlert();
      } finally {
        connection.writeLock().unlock();
      }
    }
  }

  private void sendAlert() {
    connection.sealAlert();
    try {
      // One try: a connection that failed does not wait for its transport.
      transport.flush(connection.outbound());
    } catch (SslException e) {
      // The first failure is what counts; the transport's comes with it as a matter of course.
      connection.outbound().clear();
    }
  }

  /** Goes on with a handshake until something is wanted. For the holder of both locks. */
  SslStatus drive() throws SslException, TlsException {
    SslStatus status = drive(connection::handshake);
    if (status == SslStatus.DONE && connection.hasEarlyData()) {
      // Only those who ask for early data by name get any.
      throw new SslException(
          SslReason.EARLY_DATA_NOT_POSSIBLE, "early data must be read to its end first");
    }
    return status;
  }

  /** What the engine does to get on. */
  interface Advance {
    Progress run() throws TlsException;
  }

  /** As {@link #drive()}, to where the engine is to go. */
  SslStatus drive(Advance advance) throws SslException, TlsException {
    while (true) {
      SslStatus owed = transport.owesFlush() ? flush() : SslStatus.DONE;
      if (owed != SslStatus.DONE) {
        return owed;
      }
      Progress progress = advance.run();
      if (progress == Progress.DONE || progress == Progress.EARLY_DATA) {
        return SslStatus.DONE;
      }
      SslStatus status =
          switch (progress) {
            case NEED_INPUT -> fill();
            case NEED_FLUSH -> flushFlight();
            case DATA_FIRST -> SslStatus.WANT_READ;
            case BLOCKED -> statusOf(connection.waitingFor().orElseThrow());
            default -> SslStatus.CLOSED;
          };
      if (status != SslStatus.DONE) {
        return status;
      }
    }
  }

  /**
   * As libssl has it, a server whose client is gone before the tickets can reach it is connected
   * all the same: what the client has sent can be read. The next write finds out.
   */
  private SslStatus flushFlight() throws SslException {
    try {
      return transport.flush(connection.outbound());
    } catch (SslException e) {
      if (e.isTransportFailure() && connection.leaveTickets()) {
        return SslStatus.DONE;
      }
      throw transportFailed(e);
    }
  }

  /** The write half alone: the other one may be waiting for bytes at that time. */
  private SslStatus sendQueued() throws SslException {
    ReentrantLock writing = connection.writeLock();
    writing.lock();
    try {
      checkAlive();
      SslStatus status = isKeyUpdateWanted() ? sendWantedKeyUpdate() : SslStatus.DONE;
      status = status == SslStatus.DONE ? sendTickets() : status;
      return status == SslStatus.DONE ? authentication.send() : status;
    } catch (TlsException e) {
      throw failed(e);
    } finally {
      endWrite();
    }
  }

  /** Sends the tickets that wait. For the holder of the write lock. */
  SslStatus sendTickets() throws SslException, TlsException {
    if (!tickets.hasAny() && !tickets.isDue()) {
      return SslStatus.DONE;
    }
    tickets.nowDue();
    while (tickets.hasAny()) {
      if (!connection.isWriteClosed() && !connection.sealTicket()) {
        return SslStatus.WANT_SESSION;
      }
      tickets.sealed();
    }
    SslStatus status = flush();
    if (status == SslStatus.DONE) {
      tickets.gone();
    }
    return status;
  }

  private SslStatus sendWantedKeyUpdate() throws SslException, TlsException {
    SslStatus status = flush();
    if (status == SslStatus.DONE && keyUpdateWanted.get().isPresent()) {
      // First, so that isKeyUpdateWanted() is true all the while for those without the lock.
      keyUpdateLeaving = true;
      boolean requestPeer = keyUpdateWanted.getAndSet(Optional.empty()).orElse(false);
      if (!connection.isWriteClosed()) {
        connection.sealKeyUpdate(requestPeer);
        status = flush();
      }
    }
    if (status == SslStatus.DONE) {
      keyUpdateLeaving = false;
    }
    return status;
  }

  private int readLocked(byte[] target, int offset, int length, boolean consume)
      throws TlsException, SslException {
    while (true) {
      int outcome = open(target, offset, length, consume);
      if (outcome >= 0) {
        readStatus = SslStatus.DONE;
        return outcome;
      }
      Optional<SslStatus> stop = stopAfter(outcome);
      if (stop.isPresent()) {
        readStatus = stop.get();
        return 0;
      }
    }
  }

  /** What was lent goes back at once, whatever is to be done for what was in it. */
  private int open(byte[] target, int offset, int length, boolean consume)
      throws TlsException, SslException {
    try {
      return consume
          ? connection.read(target, offset, length)
          : connection.peek(target, offset, length);
    } finally {
      giveBack();
    }
  }

  private void giveBack() throws SslException {
    try {
      transport.giveBack(connection.inbound());
    } catch (SslException e) {
      throw transportFailed(e);
    }
  }

  private Optional<SslStatus> stopAfter(int outcome) throws TlsException, SslException {
    if (outcome == TlsConnection.CLOSED || readEnded) {
      return Optional.of(SslStatus.CLOSED);
    }
    if (outcome == TlsConnection.BLOCKED) {
      return Optional.of(statusOf(connection.waitingFor().orElseThrow()));
    }
    if (outcome == TlsConnection.HANDLED || outcome == TlsConnection.HANDSHAKE) {
      sendOwedWarning();
      SslStatus status =
          connection.isEstablished() ? renegotiator.toRead() : withWriteLock(this::drive);
      if (status == SslStatus.DONE && outcome == TlsConnection.HANDLED) {
        status = answer();
      }
      if (status == SslStatus.DONE && outcome == TlsConnection.HANDSHAKE && renegotiator.waits()) {
        status = SslStatus.WANT_WRITE;
      }
      if (status != SslStatus.DONE) {
        return Optional.of(status);
      }
      boolean goOn = retriesReads || connection.inbound().size() > 0;
      return goOn ? Optional.empty() : Optional.of(SslStatus.WANT_READ);
    }
    SslStatus filled = fillInPlace();
    return filled == SslStatus.DONE ? Optional.empty() : Optional.of(filled);
  }

  /** What a message of the peer asks for goes out if the write half is free, else with its call. */
  private SslStatus answer() throws SslException {
    SslStatus status = authentication.sendIfFree();
    for (int owed = connection.takeOwedTickets(); owed > 0; owed--) {
      tickets.add(true);
    }
    if (status != SslStatus.DONE || !tickets.isDue() || !connection.writeLock().tryLock()) {
      return status;
    }
    try {
      return isFailed() ? status : sendTickets();
    } catch (TlsException e) {
      throw failed(e);
    } finally {
      connection.writeLock().unlock();
    }
  }

  private SslStatus fillInPlace() throws TlsException, SslException {
    return !readEnded && isLent() ? SslStatus.DONE : fill();
  }

  private boolean isLent() throws SslException {
    try {
      return transport.lend(connection, readsAhead);
    } catch (SslException e) {
      throw transportFailed(e);
    }
  }

  private SslStatus fill() throws TlsException, SslException {
    if (readEnded) {
      // What a transport gives behind its end is no part of the stream.
      return SslStatus.CLOSED;
    }
    SslStatus status;
    try {
      boolean ahead = readsAhead && connection.isEstablished();
      status = transport.fill(connection.inbound(), connection.bytesWanted(), ahead);
    } catch (SslException e) {
      throw transportFailed(e);
    }
    if (status == SslStatus.CLOSED) {
      if (!ignoresUnexpectedEof && !connection.endsWithTransport()) {
        throw new TlsException(
            SslReason.UNEXPECTED_EOF_WHILE_READING, "the transport ended without close_notify");
      }
      readEnded = true;
    }
    return status;
  }

  /** A connection without a transport is as dead as one whose transport failed. */
  private SslException transportFailed(SslException e) {
    if (e.isTransportFailure()) {
      giveSessionBack();
      transportFailure = transportFailure.or(() -> Optional.of(e.with(peer())));
      connection.destroy();
      return transportFailure.get();
    }
    return e.reason().map(reason -> failed(new TlsException(reason))).orElse(e);
  }

  /** A server that never answered has not used the session up, unless it may have early data. */
  void giveSessionBack() {
    boolean refused =
        connection
            .failure()
            .filter(failure -> failure.reason().category() == ReasonCategory.ALERT_RECEIVED)
            .isPresent();
    boolean answered =
        refused
            || connection.facts().helloRetried()
            || !connection.facts().serverRandom().isEmpty();
    if (!answered && !connection.mayWriteEarly()) {
      returning.ifPresent(client -> client.giveBack(transport.hasDelivered()));
    }
  }

  static SslStatus statusOf(Wait wait) {
    return switch (wait) {
      case CLIENT_HELLO -> SslStatus.WANT_CLIENT_HELLO;
      case CHOOSE_CREDENTIAL -> SslStatus.WANT_CREDENTIAL;
      case SIGN -> SslStatus.WANT_SIGN;
      case VERIFY_PEER -> SslStatus.WANT_VERIFY;
      case SESSION_LOOKUP, PSK, EARLY_DATA -> SslStatus.WANT_SESSION;
      case TICKET -> SslStatus.WANT_TICKET;
    };
  }
}
