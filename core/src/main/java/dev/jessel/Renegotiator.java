// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.TlsConnection;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Other handshakes on a connection whose first one is over. Whoever comes by begins one that is
 * wanted, reader or writer, and drives it, for which both locks are needed. A writer that finds a
 * reader at work leaves that to it and waits.
 *
 * <p>While a write is to be repeated nothing is begun and nothing answered.
 */
final class Renegotiator {
  private final Exchange exchange;
  private final TlsConnection connection;
  private final ReentrantLock reading;
  private final ReentrantLock writing;

  /** Signalled when a reader has got on or leaves; belongs to the write lock. */
  private final Condition moved;

  private volatile boolean writerWaits;
  private volatile boolean writeHeld;

  Renegotiator(Exchange exchange, TlsConnection connection) {
    this.exchange = exchange;
    this.connection = connection;
    this.reading = connection.readLock();
    this.writing = connection.writeLock();
    this.moved = writing.newCondition();
  }

  /** Whether a write was cut short and must be repeated first. */
  void holdsWrite(boolean held) {
    writeHeld = held;
  }

  /** True while another handshake has begun and waits for a write. */
  boolean waits() {
    return writeHeld && connection.isRenegotiating();
  }

  private boolean isIdle() {
    return writeHeld || !connection.owesRenegotiation() && !connection.isRenegotiating();
  }

  /**
   * Sees to it for those who want to write, or nothing but the handshake.
   *
   * @return {@link SslStatus#DONE} when data may be written
   */
  SslStatus toWrite() throws SslException {
    if (isIdle()) {
      return SslStatus.DONE;
    }
    if (reading.isHeldByCurrentThread()) {
      throw new SslException(
          SslReason.CONCURRENT_USE, "a callback of the handshake must not call the connection");
    }
    if (!reading.tryLock()) {
      return besideReader();
    }
    try {
      return goOn(true);
    } finally {
      connection.releaseBuffers();
      reading.unlock();
    }
  }

  /**
   * Sees to it for those who want to read.
   *
   * @return {@link SslStatus#DONE} when there is data, an end, or nothing to be done
   */
  SslStatus toRead() throws SslException {
    if (isIdle()) {
      return SslStatus.DONE;
    }
    reading.lock();
    try {
      SslStatus status = goOn(false);
      return status == SslStatus.CLOSED || connection.pending() > 0 ? SslStatus.DONE : status;
    } finally {
      reading.unlock();
      readerLeft();
    }
  }

  /** For the holder of the read lock. */
  private SslStatus goOn(boolean patient) throws SslException {
    boolean begun = connection.isRenegotiating();
    // What came before is read first.
    if (!begun && connection.hasPending() || !locksWriting(begun || patient)) {
      return SslStatus.DONE;
    }
    try {
      connection.beginRenegotiation();
      SslStatus status = connection.isRenegotiating() ? exchange.drive() : exchange.flush();
      moved.signalAll();
      return status;
    } catch (TlsException e) {
      moved.signalAll();
      throw exchange.failed(e);
    } finally {
      writing.unlock();
    }
  }

  /** A writer may be stuck until somebody reads: whoever reads waits for none without need. */
  private boolean locksWriting(boolean patient) {
    if (patient) {
      writing.lock();
      return true;
    }
    return writing.tryLock();
  }

  /** Another thread reads: it goes on with what has begun as soon as something comes. */
  private SslStatus besideReader() throws SslException {
    writing.lock();
    try {
      connection.beginRenegotiation();
      SslStatus status = exchange.flush();
      writerWaits = true;
      while (status == SslStatus.DONE && connection.isRenegotiating() && reading.isLocked()) {
        moved.await();
      }
      exchange.checkAlive();
      return status == SslStatus.DONE && connection.isRenegotiating()
          ? SslStatus.WANT_READ
          : status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SslStatus.WANT_READ;
    } catch (TlsException e) {
      throw exchange.failed(e);
    } finally {
      writerWaits = false;
      writing.unlock();
    }
  }

  /** A reader gives up the read lock: a writer that waits for it must look again. */
  void readerLeft() {
    if (writerWaits) {
      writing.lock();
      try {
        moved.signalAll();
      } finally {
        writing.unlock();
      }
    }
  }

  /** A writer gives up the write lock: a reader may have left it a handshake to begin. */
  void writerLeft() {
    boolean elsewhere = reading.isLocked() && !reading.isHeldByCurrentThread();
    if (writeHeld || !elsewhere || !connection.owesRenegotiation() || !writing.tryLock()) {
      return;
    }
    try {
      connection.beginRenegotiation();
      SslStatus ignored = exchange.flush();
    } catch (SslException | TlsException e) {
      // Noted already: the next call tells of it.
      return;
    } finally {
      writing.unlock();
    }
  }
}
