// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.Role;
import dev.jessel.connection.TlsConnection;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.nio.ByteBuffer;

/** What goes over a connection before its handshake is over. */
final class EarlyData {
  private final Exchange exchange;
  private final TlsConnection connection;
  private boolean begun;

  EarlyData(Exchange exchange, TlsConnection connection) {
    this.exchange = exchange;
    this.connection = connection;
  }

  /**
   * Writes; the position moves by what was sealed.
   *
   * @throws SslException with {@link SslReason#EARLY_DATA_NOT_POSSIBLE} or {@link
   *     SslReason#TOO_MUCH_EARLY_DATA}, which harm nothing, or when the connection failed
   */
  SslStatus write(ByteBuffer source) throws SslException {
    begin(connection.role() == Role.CLIENT);
    return exchange.locked(
        () -> {
          SslStatus status = exchange.drive(connection::handshakeToEarlyWriting);
          return status == SslStatus.DONE ? sealAll(source) : status;
        });
  }

  private SslStatus sealAll(ByteBuffer source) throws SslException, TlsException {
    if (!connection.mayWriteEarly()) {
      throw new SslException(
          SslReason.EARLY_DATA_NOT_POSSIBLE, "there is no session that allows it, or it is late");
    }
    checkRoom(source);
    SslStatus status = exchange.flush();
    while (status == SslStatus.DONE && source.hasRemaining()) {
      checkRoom(source);
      byte[] copy = new byte[Math.min(source.remaining(), connection.recordCapacity())];
      source.get(source.position(), copy);
      source.position(source.position() + connection.sealEarly(copy, 0, copy.length));
      status = exchange.flush();
    }
    return status;
  }

  /** No more than was allowed; nor more records than their keys are good for. */
  private void checkRoom(ByteBuffer source) throws SslException {
    if (source.remaining() > connection.earlyRoom()) {
      throw new SslException(
          SslReason.TOO_MUCH_EARLY_DATA, connection.earlyRoom() + " bytes may still be written");
    }
  }

  /**
   * Reads.
   *
   * @return {@link SslStatus#DONE} when at least one byte was read, {@link SslStatus#CLOSED} when
   *     there is no more early data or none is taken
   */
  SslStatus read(ByteBuffer target) throws SslException {
    begin(true);
    return exchange.locked(
        () -> {
          SslStatus status = exchange.drive(connection::handshakeToEarlyReading);
          if (status != SslStatus.DONE || !connection.hasEarlyData()) {
            return status == SslStatus.DONE ? SslStatus.CLOSED : status;
          }
          byte[] copy = new byte[Math.min(target.remaining(), connection.pending())];
          int count = connection.readEarlyData(copy, 0, copy.length);
          target.put(copy, 0, count);
          return SslStatus.DONE;
        });
  }

  /** A handshake that has begun without early data goes on without it. */
  private void begin(boolean wanted) throws SslException {
    exchange.checkAlive();
    if (wanted && !begun && !exchange.isHandshakeBegun()) {
      connection.wantEarlyData();
    }
    begun = true;
  }
}
