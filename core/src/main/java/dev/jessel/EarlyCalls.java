// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.SslReason;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Early data with libssl's call contract: which call may follow which, and how one that was cut
 * short is repeated. For the holder of a turn.
 */
final class EarlyCalls {
  private final Ssl ssl;
  private volatile Stage stage = Stage.NONE;
  private volatile Optional<PendingWrite> pending = Optional.empty();
  private volatile boolean goneOn;
  private volatile boolean flightAwaited;

  /** How far early data has come. */
  private enum Stage {
    /** Nothing was asked for. */
    NONE,
    /** A client wants to write, and its ClientHello is not out. */
    CONNECTING,
    /** A client writes. */
    WRITING,
    /** A client goes on with the handshake: there is no more. */
    WRITTEN,
    /** A server wants to read, and its flight is not out. */
    ACCEPTING,
    /** A server reads. */
    READING,
    /** A server knows that there is no more, or never was. */
    READ
  }

  EarlyCalls(Ssl ssl) {
    this.ssl = ssl;
  }

  /** Writes all, or says what is wanted by the same call again. */
  SslStatus write(byte[] source, int offset, int length) throws SslException {
    require(ssl.isServer() ? hasBegunReading() : mayWrite());
    Exchange to = alive();
    checkRepeated(source, offset, length);
    stage = stage == Stage.NONE ? Stage.CONNECTING : stage;
    int sealed = pending.map(PendingWrite::sealed).orElse(0);
    ByteBuffer rest = ByteBuffer.wrap(source, offset + sealed, length - sealed);
    try {
      SslStatus status = to.earlyData().write(rest);
      remember(status, new PendingWrite(source, offset, rest.position() - offset));
      noteWriting(to, Stage.CONNECTING);
      return status;
    } catch (SslException e) {
      // The ClientHello is out without early data: there is nothing to come back for.
      noteWriting(to, isTooLate(e) ? Stage.NONE : Stage.CONNECTING);
      throw e;
    }
  }

  /** Notes where a client stands, who may have come to the end of its early data. */
  private void noteWriting(Exchange to, Stage ifNotYet) {
    if (!ssl.isServer()) {
      // Another thread may have gone on with the handshake meanwhile.
      Stage otherwise = isOffered() ? Stage.WRITTEN : ifNotYet;
      stage = to.connection().mayWriteEarly() ? Stage.WRITING : otherwise;
    }
  }

  private static boolean isTooLate(SslException e) {
    return e.reason().equals(Optional.of(SslReason.EARLY_DATA_NOT_POSSIBLE));
  }

  private void remember(SslStatus status, PendingWrite write) {
    boolean over = status == SslStatus.DONE || write.sealed() == 0;
    pending = over ? Optional.empty() : Optional.of(write);
  }

  /**
   * Reads into a buffer.
   *
   * @return {@link SslStatus#CLOSED} when there is no more, or never was any
   */
  SslStatus read(ByteBuffer target) throws SslException {
    require(ssl.isServer() && mayRead());
    Exchange from = alive();
    stage = stage == Stage.NONE ? Stage.ACCEPTING : stage;
    SslStatus status = from.earlyData().read(target);
    if (status == SslStatus.CLOSED) {
      stage = Stage.READ;
    } else if (from.connection().mayWriteEarly()) {
      stage = Stage.READING;
    }
    return status;
  }

  /**
   * A read of other data. A client's leaves early data open, which may go on behind it.
   *
   * @throws SslException in the midst of a call for early data, which must be repeated
   */
  void otherRead() throws SslException {
    require(stage != Stage.CONNECTING && stage != Stage.ACCEPTING);
    goneOn |= stage == Stage.READ;
    flightAwaited |= stage == Stage.WRITING;
  }

  /** What a read does to a client's early data: only its other calls end it. */
  Exchange.EarlyDataOnRead onRead() {
    return stage == Stage.WRITING
        ? Exchange.EarlyDataOnRead.STAYS_OPEN
        : Exchange.EarlyDataOnRead.ENDS;
  }

  /**
   * A write of other data.
   *
   * @throws SslException in the midst of a call for early data, and while a server reads it
   */
  void otherWrite() throws SslException {
    require(stage != Stage.CONNECTING && stage != Stage.ACCEPTING && stage != Stage.READING);
    handshake();
  }

  /** A call that goes on with the handshake: a client's early data is over. */
  void handshake() {
    goneOn = true;
    if (stage == Stage.WRITING) {
      stage = Stage.WRITTEN;
    }
  }

  /** True while early data goes to and fro, and nobody has asked for the handshake to go on. */
  boolean isOpen() {
    return !goneOn && (stage == Stage.WRITING && !isAwaitingFlight() || hasBegunReading());
  }

  /** True on a client that was told to read and waits for the server's part of the handshake. */
  private boolean isAwaitingFlight() {
    return flightAwaited && !ssl.started().map(to -> to.connection().isHalfOpen()).orElse(false);
  }

  /** True on a client whose ClientHello tells of early data, or will as far as it can. */
  boolean isWanted() {
    return stage == Stage.CONNECTING || isOffered();
  }

  /** True on a client whose ClientHello has told of early data. */
  boolean isOffered() {
    return stage == Stage.WRITING || stage == Stage.WRITTEN;
  }

  /** True on a server that has begun to read early data, however far it came. */
  boolean hasBegunReading() {
    return stage == Stage.READING || stage == Stage.READ;
  }

  private boolean mayRead() {
    return stage == Stage.NONE && isFresh()
        || stage == Stage.ACCEPTING
        || stage == Stage.READING && !hasEndedElsewhere();
  }

  /** True when another call of a server's has gone past the end of early data. */
  private boolean hasEndedElsewhere() {
    return goneOn && !ssl.started().map(from -> from.connection().takesEarlyData()).orElse(false);
  }

  private boolean mayWrite() {
    return stage == Stage.NONE && isFresh() && maySend()
        || stage == Stage.CONNECTING
        || stage == Stage.WRITING;
  }

  private boolean isFresh() {
    return !ssl.started().map(Exchange::isHandshakeBegun).orElse(false);
  }

  /** Whether anything could allow it: the session that is set, or one that is yet to be found. */
  private boolean maySend() {
    SessionSettings sessions = ssl.context().settings().sessions();
    return sessions.session().map(one -> one.grant().maxEarlyData() > 0).orElse(false)
        || sessions.pskChooser().isPresent()
        || sessions.ofClient().isPresent();
  }

  private void checkRepeated(byte[] source, int offset, int length) throws SslException {
    if (pending.isEmpty()) {
      return;
    }
    boolean moves = ssl.context().settings().has(SslMode.ACCEPT_MOVING_WRITE_BUFFER);
    if (!moves && !pending.get().isOf(source, offset)) {
      throw ssl.fatal(SslReason.BAD_WRITE_RETRY);
    }
    if (length < pending.get().sealed()) {
      throw ssl.fatal(SslReason.BAD_LENGTH);
    }
  }

  private Exchange alive() throws SslException {
    Exchange exchange = ssl.exchange();
    exchange.checkAlive();
    return exchange;
  }

  private static void require(boolean allowed) throws SslException {
    if (!allowed) {
      throw new SslException(SslReason.EARLY_DATA_NOT_POSSIBLE, "not a call for this moment");
    }
  }
}
