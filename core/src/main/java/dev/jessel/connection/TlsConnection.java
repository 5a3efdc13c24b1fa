// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.error.ReasonCategory;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Decisions;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeFacts;
import dev.jessel.handshake.HandshakeState;
import dev.jessel.handshake.RenegotiationPolicy;
import dev.jessel.handshake.Wait;
import dev.jessel.record.InboundBuffer;
import dev.jessel.record.OutboundBuffer;
import dev.jessel.record.PaddingPolicy;
import dev.jessel.record.RecordLimits;
import dev.jessel.session.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The TLS engine without I/O. Its owner fills {@link #inbound()} from a transport, empties {@link
 * #outbound()} into it, and calls again.
 *
 * <p>Two halves may be used by two threads: reading under {@link #readLock()}, writing under {@link
 * #writeLock()}. The handshake takes both, the read lock first. A method that throws leaves the
 * connection failed: every later call throws the same reason, and the alert to send is in the
 * outbound buffer after {@link #sealAlert()}.
 */
public final class TlsConnection {
  /** {@link #read}: bytes must come from the transport first. */
  public static final int NEED_INPUT = -1;

  /** {@link #read}: the peer said goodbye; there is no more data. */
  public static final int CLOSED = -2;

  /** {@link #read}: a handshake message was handled; call again. */
  public static final int HANDLED = -3;

  /** {@link #read}: what came must wait until a handshake has got on, by {@link #handshake()}. */
  public static final int HANDSHAKE = -4;

  /** {@link #read}: the application answers later what {@link #waitingFor} says. */
  public static final int BLOCKED = -5;

  private final ReentrantLock readLock = new ReentrantLock();
  private final ReentrantLock writeLock = new ReentrantLock();
  private final Mailbox mailbox = new Mailbox();
  private final SendPath send;
  private final ReceivePath receive;
  private final ConnectionIo io;
  private final HandshakeDriver driver;
  private final Role role;
  private final AtomicInteger renegotiations = new AtomicInteger();
  private volatile Optional<TlsException> failure = Optional.empty();

  /**
   * Makes an engine in its first state.
   *
   * @param config the settings
   * @param role which end this is
   * @param decisions answers the handshake's questions
   * @param observer is told what happens
   */
  public TlsConnection(
      ConnectionConfig config, Role role, Decisions decisions, ConnectionObserver observer) {
    GuardedObserver guarded = new GuardedObserver(observer);
    this.role = role;
    this.send = new SendPath(config, guarded, mailbox);
    if (role == Role.CLIENT) {
      send.sealer().startAsClient();
    }
    this.receive = new ReceivePath(config, guarded);
    this.io = new ConnectionIo(config, role, decisions, guarded, mailbox, send, receive);
    this.driver = new HandshakeDriver(io, role, guarded, send, receive);
  }

  /** Held by whoever reads. */
  public ReentrantLock readLock() {
    return readLock;
  }

  /** Held by whoever writes. */
  public ReentrantLock writeLock() {
    return writeLock;
  }

  /** Which end this is. */
  public Role role() {
    return role;
  }

  /** What is known about the connection. */
  public HandshakeFacts facts() {
    return io.facts();
  }

  /** Where the handshake stands. */
  public HandshakeState state() {
    return driver.state();
  }

  /** True once application data may flow. */
  public boolean isEstablished() {
    return driver.isEstablished();
  }

  /**
   * True on a client that can read already and whose early data is open: {@link #handshake()} ends
   * that, and says what is left to say.
   */
  public boolean isHalfOpen() {
    return driver.isHalfOpen();
  }

  /** True once the rest of the handshake is for this side alone to say, who may read beside it. */
  public boolean isHandshakeHeard() {
    return driver.isHeard();
  }

  /** Why the connection is dead; empty while it lives. */
  public Optional<TlsException> failure() {
    return failure;
  }

  /** What the handshake waits for; empty unless it is {@link Progress#BLOCKED}. */
  public Optional<Wait> waitingFor() {
    return driver.waitingFor();
  }

  /** Bytes from the transport go in here. For the holder of the read lock. */
  public InboundBuffer inbound() {
    return receive.inbound();
  }

  /** Bytes for the transport come out here. For the holder of the write lock. */
  public OutboundBuffer outbound() {
    return send.outbound();
  }

  /**
   * Moves the handshake on. For the holder of both locks; the write lock is enough when all is
   * {@link #isHandshakeHeard heard}.
   *
   * @return {@link Progress#DONE} when it is over
   * @throws TlsException when it cannot succeed
   */
  public Progress handshake() throws TlsException {
    return advance(HandshakeDriver.Goal.ESTABLISHED);
  }

  /**
   * Early data shall be sent or taken. To be said before the handshake begins; without it a client
   * sends none and a server takes none.
   */
  public void wantEarlyData() {
    io.wantEarlyData();
  }

  /**
   * Moves the handshake on to where data can be written before its end: a client's early data, or
   * what a server says behind its Finished. For the holder of both locks; the write lock is enough
   * when all is {@link #isHandshakeHeard heard}.
   *
   * @return {@link Progress#DONE} when it is there; {@link #earlyRoom} tells how much may be
   *     written
   */
  public Progress handshakeToEarlyWriting() throws TlsException {
    return advance(HandshakeDriver.Goal.EARLY_WRITING);
  }

  /**
   * Moves the handshake on to a client's early data. For the holder of both locks.
   *
   * @return {@link Progress#EARLY_DATA} when there is some, {@link Progress#DONE} when there is no
   *     more of it, or never was
   */
  public Progress handshakeToEarlyReading() throws TlsException {
    return advance(HandshakeDriver.Goal.EARLY_READING);
  }

  /**
   * Moves a client's handshake on to where it can read, without an end to its early data. For the
   * holder of both locks.
   *
   * @return {@link Progress#DONE} when it is {@link #isHalfOpen half open}, or over, since there is
   *     no early data that the server takes
   */
  public Progress handshakeToReading() throws TlsException {
    return advance(HandshakeDriver.Goal.HALF_OPEN);
  }

  /**
   * Bytes that may be written before the handshake is over; 0 when none may. For the holder of the
   * write lock; asked again before each record, since keys wear out by records.
   */
  public long earlyRoom() {
    return send.earlyRoom();
  }

  /** True while data may be written before the handshake is over. */
  public boolean mayWriteEarly() {
    return send.earlyWriting().isAllowed();
  }

  /**
   * Seals one record before the handshake is over. For the holder of the write lock.
   *
   * @param length at most {@link #earlyRoom}
   * @return the number of bytes that went into the record
   */
  public int sealEarly(byte[] source, int offset, int length) throws TlsException {
    try {
      return send.early(source, offset, length);
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /** True on a server that takes early data, from its flight to the end of that data. */
  public boolean takesEarlyData() {
    return receive.earlyReading().isExpected();
  }

  /** True while early data is there to be read. */
  public boolean hasEarlyData() {
    return receive.earlyReading().isExpected() && receive.unread() > 0;
  }

  /**
   * Copies out early data that {@link Progress#EARLY_DATA} told of. For the holder of the read
   * lock.
   *
   * @return the count, 1 or more unless {@code length} is 0
   */
  public int readEarlyData(byte[] target, int offset, int length) {
    int count = receive.copyData(target, offset, length, true);
    receive.releaseBuffers();
    return count;
  }

  private Progress advance(HandshakeDriver.Goal goal) throws TlsException {
    checkAlive();
    try {
      return driver.advance(goal);
    } catch (TlsException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /**
   * Bytes that must come before the next record can be opened, at least 1 after {@link
   * #NEED_INPUT}.
   *
   * @throws TlsException when what has come cannot be the start of a record
   */
  public int bytesWanted() throws TlsException {
    try {
      return receive.opener().bytesWanted();
    } catch (TlsException e) {
      throw fail(e);
    }
  }

  /**
   * Reads application data of one record at the most. For the holder of the read lock; the
   * connection is established, or {@link #isHalfOpen half open}.
   *
   * @return the count, 1 or more; or {@link #NEED_INPUT}, {@link #CLOSED}, {@link #HANDLED}, {@link
   *     #HANDSHAKE}, {@link #BLOCKED}
   * @throws TlsException when the peer broke the protocol or sent a fatal alert
   */
  public int read(byte[] target, int offset, int length) throws TlsException {
    int outcome = nextData(target, offset, length);
    if (outcome > 0) {
      outcome = receive.copyData(target, offset, length, true);
    }
    receive.releaseBuffers();
    return outcome;
  }

  /** As {@link #read}, but the data stays and is returned by the next read again. */
  public int peek(byte[] target, int offset, int length) throws TlsException {
    int outcome = nextData(target, offset, 0);
    return outcome > 0 ? receive.copyData(target, offset, length, false) : outcome;
  }

  /** Gives back the buffers that hold nothing. For the holder of the read lock. */
  public void releaseBuffers() {
    receive.releaseBuffers();
  }

  /** Application data that is decrypted and not read, in bytes. */
  public int pending() {
    return receive.unread();
  }

  /** True when anything received is not delivered yet, be it half a record. */
  public boolean hasPending() {
    return receive.holdsAnything();
  }

  /** True while the header of the next record is there and its body is not. */
  public boolean isHeaderRead() {
    return receive.inbound().size() >= RecordLimits.HEADER;
  }

  /**
   * True when the end of the transport is all that tells the end of the stream: SSLv2 has no
   * goodbye. Within a record it is none. For the holder of the read lock.
   */
  public boolean endsWithTransport() {
    return hasNoGoodbye() && !receive.holdsAnything();
  }

  /** True in SSLv2, which has no word for the end of a stream, nor for another handshake. */
  public boolean hasNoGoodbye() {
    return isEstablished() && send.isSsl2();
  }

  /** True once the peer's close_notify has come. */
  public boolean isReadClosed() {
    return receive.isClosed();
  }

  /** True when the next record may be opened where the transport has it. */
  public boolean mayBorrow() {
    return isEstablished() && receive.inbound().size() == 0 && receive.opener().mayBorrow();
  }

  /**
   * Takes the record at the front of what the transport has, if all of it is there. The owner has
   * {@link #inbound()} give it back when it was opened. For the holder of the read lock.
   *
   * @param lent the array that has it
   * @param start where the record starts
   * @param size bytes that are there
   * @param alone true to take it only if nothing follows it
   * @return whether it was taken
   */
  public boolean borrow(byte[] lent, int start, int size, boolean alone) {
    return receive.opener().borrow(lent, start, size, alone);
  }

  /**
   * The room that the next record of application data takes, when it may be sealed where the
   * transport wants to have it; 0 when it may not. For the holder of the write lock.
   *
   * @param length bytes of content that there are
   */
  public int roomToBorrow(int length) {
    return send.outbound().isEmpty() ? send.sealer().roomToBorrow(length) : 0;
  }

  /**
   * Seals one record of application data. For the holder of the write lock; the connection is
   * established and not closed for writing.
   *
   * @return the number of bytes that went into the record
   * @throws TlsException when something broke
   */
  public int seal(byte[] source, int offset, int length) throws TlsException {
    try {
      int sealed = send.application(source, offset, length);
      if (send.wearsOut() && driver.mayRenegotiate()) {
        mailbox.oweRenegotiation(true);
      }
      return sealed;
    } catch (TlsException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      // Whatever broke, a record may have been lost on the way: nothing can follow it.
      throw fail(bug(e));
    }
  }

  /**
   * The most bytes of application data that the next record may hold; fewer once time has passed,
   * where records grow. For the holder of the write lock.
   */
  public int recordCapacity() {
    return send.recordCapacity();
  }

  /**
   * Changes what records look like from now on. For the holder of the write lock.
   *
   * @param sendFragment the most bytes that we put into a record, 512 to 16384
   * @param splitFragment where content is cut, 1 to {@code sendFragment}
   * @param padding how records are padded
   */
  public void recordShape(int sendFragment, int splitFragment, PaddingPolicy padding) {
    send.sealer().sendFragment(sendFragment);
    send.sealer().splitFragment(splitFragment);
    send.sealer().padding(GuardedPadding.of(padding));
  }

  /** Whether records of application data are small at first and grow. Any thread may say so. */
  public void growingRecords(boolean grow) {
    send.growth().wanted(grow);
  }

  /** Whether plaintext is wiped from our buffers as soon as it was read. Any thread may say so. */
  public void cleansePlaintext(boolean wipe) {
    receive.opener().cleanses(wipe);
  }

  /** True when a KeyUpdate of the peer's must be answered before the next data. */
  public boolean owesKeyUpdate() {
    return mailbox.owesKeyUpdate();
  }

  /** Which other handshakes may follow. Any thread may say so. */
  public void renegotiation(RenegotiationPolicy policy) {
    io.renegotiation(policy);
  }

  /**
   * Another handshake shall follow, as soon as {@link #beginRenegotiation} can be called.
   *
   * @param resume whether the session of this connection may be resumed
   */
  public void wantRenegotiation(boolean resume) {
    mailbox.oweRenegotiation(resume);
  }

  /** True when another handshake is wanted, by this side or the peer, that has not begun. */
  public boolean owesRenegotiation() {
    return mailbox.owesRenegotiation();
  }

  /**
   * Begins the handshake that is owed, if any: seals a client's ClientHello, or a server's wish for
   * one. For the holder of the write lock.
   *
   * @throws TlsException when something broke
   */
  public void beginRenegotiation() throws TlsException {
    Optional<Boolean> owed = mailbox.takeRenegotiation();
    if (owed.isEmpty() || isWriteClosed()) {
      return;
    }
    renegotiations.incrementAndGet();
    try {
      driver.renegotiate(owed.get());
    } catch (TlsException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /** How often this side began another handshake or asked for one. */
  public AtomicInteger renegotiations() {
    return renegotiations;
  }

  /** True from the first word of another handshake, on either side, to the last. */
  public boolean isRenegotiating() {
    return io.isRenegotiating();
  }

  /** True while another handshake leaves no room for data of ours. */
  public boolean isMidway() {
    return driver.isMidway();
  }

  /** True from the wish for another handshake to its end. */
  public boolean isRenegotiationPending() {
    return owesRenegotiation() || io.isRenegotiating() || driver.isRenegotiationAsked();
  }

  /** True when the peer must be told that there will be no other handshake. */
  public boolean owesWarning() {
    return mailbox.owesNoRenegotiation();
  }

  /** Seals the warning that is owed, if any. For the holder of the write lock. */
  public void sealOwedWarning() {
    send.owedWarning();
  }

  /** Seals the owed KeyUpdate, if any. For the holder of the write lock. */
  public void sealOwedKeyUpdate() throws TlsException {
    if (mailbox.takeKeyUpdate()) {
      sealKeyUpdate(false);
    }
  }

  /** Seals a KeyUpdate and changes the sending keys. For the holder of the write lock. */
  public void sealKeyUpdate(boolean requestPeer) throws TlsException {
    try {
      send.keyUpdate(requestPeer);
    } catch (RuntimeException e) {
      // Whatever broke, message and keys may not fit each other any more: nothing can follow.
      throw fail(bug(e));
    }
  }

  /**
   * What the next handshake goes by, or what is left of this one once the application has seen the
   * ClientHello. Any thread may say so.
   */
  public void reconfigure(HandshakeConfig config, Decisions decisions) {
    io.reconfigure(config, decisions);
  }

  /** Why a server cannot ask its client for a certificate now; empty when it can. */
  public Optional<SslReason> refusesToAskClient() {
    return driver.refusesToAsk();
  }

  /** True on a server whose client owes it a certificate. */
  public boolean isCertificateAwaited() {
    return driver.isCertificateAwaited();
  }

  /**
   * Seals a request for the client's certificate, unless one is open. For the holder of the write
   * lock.
   */
  public void sealCertificateRequest() throws TlsException {
    try {
      driver.askClient();
    } catch (TlsException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /** True on a client that owes its server a certificate. */
  public boolean owesCertificate() {
    return mailbox.owesCertificate();
  }

  /**
   * Seals the certificates that are owed, or the words that there are none. For the holder of the
   * write lock.
   *
   * @return what is waited for; empty when none is owed any more
   * @throws TlsException when the application refuses
   */
  public Optional<Wait> sealOwedCertificates() throws TlsException {
    try {
      return io.sendOwedCertificates();
    } catch (TlsException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /** True on a server whose client takes tickets at any time. */
  public boolean issuesTickets() {
    return io.issuesTickets();
  }

  /** How many tickets a server has come to owe its client since this was asked last. */
  public int takeOwedTickets() {
    return io.takeOwedTickets();
  }

  /**
   * Seals one more ticket, unless the client has no use for it. For the holder of the write lock;
   * the connection is established and not closed for writing.
   *
   * @return false when the application answers later
   * @throws TlsException when the application refuses
   */
  public boolean sealTicket() throws TlsException {
    try {
      return io.issueTicket();
    } catch (TlsException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /**
   * Goes on although the transport did not take a server's tickets: they are no part of the
   * handshake, and a client that is gone already may have left data to read.
   *
   * @return false when more than tickets would be lost. For the holder of both locks
   */
  public boolean leaveTickets() {
    boolean tickets = role == Role.SERVER && driver.isSaid();
    if (tickets) {
      send.flightGivenUp();
    }
    return tickets;
  }

  /** Seals a close_notify, once. For the holder of the write lock. */
  public void sealCloseNotify() throws TlsException {
    try {
      send.closeNotify();
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /** True once our close_notify is sealed. */
  public boolean isWriteClosed() {
    return send.closeSent();
  }

  /** True while the fatal alert of a failure is not sealed. */
  public boolean owesAlert() {
    return send.owesAlert();
  }

  /** Seals the fatal alert of a failure, once. For the holder of the write lock. */
  public void sealAlert() {
    try {
      send.mailedAlert();
    } catch (BrokenCallback e) {
      // Told of a failure, a listener failed: the first one is what everybody wants to know.
      failure.ifPresent(first -> first.addSuppressed(e.getCause()));
    }
    if (failure.isPresent()) {
      send.forget();
      io.forgetTickets();
    }
  }

  /**
   * Ends the connection for a reason that its owner found, such as a transport that failed.
   *
   * @return the exception to throw: the first failure's, if there was one
   */
  public TlsException fail(TlsException reason) {
    TlsException first = note(reason);
    forgetKeys();
    return first;
  }

  /**
   * Ends the connection in silence: keys and undelivered data are forgotten, later calls fail. A
   * half that is in use, be it further up the stack of this very thread, is forgotten when its user
   * comes back for more.
   */
  public void destroy() {
    note(new TlsException(SslReason.PROTOCOL_IS_SHUTDOWN));
    if (!readLock.isHeldByCurrentThread() && !writeLock.isHeldByCurrentThread()) {
      forgetKeys();
    }
  }

  private TlsException note(TlsException reason) {
    synchronized (mailbox) {
      if (failure.isEmpty()) {
        reason.alert().ifPresent(mailbox::post);
        failure = Optional.of(reason);
        driver.fail();
        if (spoilsSession(reason.reason())) {
          facts().session().ifPresent(Session::spoil);
        }
      }
      return failure.get();
    }
  }

  /**
   * RFC 5246 7.2.2: a fatal alert, sent or received, ends the session of the connection. RFC 5246
   * 7.2.1: that the transport ended too early does not.
   */
  private static boolean spoilsSession(SslReason reason) {
    return reason.category() == ReasonCategory.ALERT_RECEIVED
        || reason.alert().isPresent() && reason.category() != ReasonCategory.TRANSPORT;
  }

  /**
   * RFC 9846 6: the secrets of a failed connection are forgotten; the alert needs its key first.
   */
  private void forgetKeys() {
    facts().forgetExporter();
    if (readLock.tryLock()) {
      try {
        receive.forget();
      } finally {
        readLock.unlock();
      }
    }
    if (!send.owesAlert() && writeLock.tryLock()) {
      try {
        send.forget();
        io.forgetTickets();
      } finally {
        writeLock.unlock();
      }
    }
  }

  private int nextData(byte[] target, int offset, int room) throws TlsException {
    if (failure.isPresent()) {
      throw fail(failure.get());
    }
    try {
      if (driver.hasPostHandshakeWork() && !driver.workOnPostHandshake()) {
        return BLOCKED;
      }
      return switch (receive.next(target, offset, room)) {
        case DATA -> data();
        case NEED_INPUT -> NEED_INPUT;
        case CLOSED -> CLOSED;
        case CHANGE -> throw new TlsException(SslReason.CCS_RECEIVED_EARLY);
        case MESSAGE -> driver.postHandshake() ? HANDLED : HANDSHAKE;
      };
    } catch (TlsException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      throw fail(bug(e));
    }
  }

  /** RFC 9846 4.7.2: the messages of an answer follow each other immediately. */
  private int data() throws TlsException {
    if (driver.isAmidAnswer()) {
      throw new TlsException(SslReason.UNEXPECTED_RECORD, "data within a client's answer");
    }
    return 1;
  }

  private void checkAlive() throws TlsException {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** A callback of the application, or code of ours, broke: the peer learns internal_error. */
  private static TlsException bug(RuntimeException cause) {
    if (cause instanceof BrokenCallback broken) {
      return broken.failure();
    }
    return new TlsException(SslReason.LIBRARY_BUG, cause.toString(), cause);
  }
}
