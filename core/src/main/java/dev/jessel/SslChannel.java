// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;

/**
 * A connection as a byte channel. Over a blocking transport it blocks; over a non-blocking one a
 * read or write that cannot go on returns 0, and {@link #status()} tells what is wanted. One thread
 * may read while another writes.
 */
public final class SslChannel implements ByteChannel {
  private final Ssl ssl;
  private volatile SslStatus status = SslStatus.DONE;

  SslChannel(Ssl ssl) {
    this.ssl = ssl;
  }

  /** The connection. */
  public Ssl ssl() {
    return ssl;
  }

  /** What the last call that returned 0 wants. */
  public SslStatus status() {
    return status;
  }

  /**
   * Reads bytes.
   *
   * @return the count; 0 when the transport has none; -1 when the peer closed its side
   * @throws SslException when the connection failed
   */
  @Override
  public int read(ByteBuffer target) throws SslException, ClosedChannelException {
    checkOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    int before = target.position();
    status = ssl.read(target);
    return status == SslStatus.CLOSED ? -1 : target.position() - before;
  }

  /**
   * Writes bytes.
   *
   * @return the count of bytes accepted; what the transport did not take is sent by later calls,
   *     {@link #flush()} among them
   * @throws SslException when the connection failed
   */
  @Override
  public int write(ByteBuffer source) throws SslException, ClosedChannelException {
    checkOpen();
    int before = source.position();
    status = ssl.write(source);
    return source.position() - before;
  }

  /**
   * Sends what was accepted and is still here.
   *
   * @return true when nothing is left
   */
  public boolean flush() throws SslException, ClosedChannelException {
    checkOpen();
    status = ssl.write(ByteBuffer.allocate(0));
    return status == SslStatus.DONE;
  }

  @Override
  public boolean isOpen() {
    return ssl.writer().map(bio -> !bio.isClosed()).orElse(false);
  }

  /** Says goodbye, if that does not take waiting, and closes the transport. */
  @Override
  public void close() {
    ssl.close();
  }

  private void checkOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }
}
