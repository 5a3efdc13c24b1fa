// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** One connection of the {@link EchoServer}: reads when all that it read has been written back. */
final class EchoConnection {
  private static final int ROOM = 16_384;

  private final Ssl ssl;
  private final ByteBuffer echo = ByteBuffer.allocate(ROOM).limit(0);
  private boolean ending;

  EchoConnection(Ssl ssl) {
    this.ssl = ssl;
  }

  /**
   * Goes on until the socket must be waited for.
   *
   * @return what to wait for; 0 when it is over
   */
  int advance() throws SslException {
    SslStatus status = SslStatus.DONE;
    while (status == SslStatus.DONE && !ending) {
      status = step();
    }
    if (ending) {
      status = ssl.shutdownOutput();
    }
    return switch (status) {
      case DONE -> 0;
      case WANT_READ -> SelectionKey.OP_READ;
      case WANT_WRITE -> SelectionKey.OP_WRITE;
      default -> throw new IllegalStateException("nothing here can want " + status);
    };
  }

  void close() {
    ssl.close();
  }

  private SslStatus step() throws SslException {
    if (ssl.isEstablished()) {
      SslStatus written = ssl.write(echo);
      if (written != SslStatus.DONE) {
        return written;
      }
    }
    SslStatus read = ssl.read(echo.clear());
    echo.flip();
    ending = read == SslStatus.CLOSED;
    return ending ? SslStatus.DONE : read;
  }
}
