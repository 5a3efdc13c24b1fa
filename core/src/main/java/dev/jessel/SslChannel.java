// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.util.Objects;

/**
 * A connection as a byte channel. Over a blocking transport it blocks; over a non-blocking one a
 * read or write that cannot go on returns 0, and {@link #status()} tells what is wanted. One thread
 * may read while another writes.
 */
public final class SslChannel implements ByteChannel, GatheringByteChannel, ScatteringByteChannel {
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

  /** As {@link #read(ByteBuffer[], int, int)}, into all of the buffers. */
  @Override
  public long read(ByteBuffer[] targets) throws SslException, ClosedChannelException {
    return read(targets, 0, targets.length);
  }

  /**
   * Reads bytes of one record at the most, filling one buffer after the other.
   *
   * @return the count; 0 when the transport has none; -1 when the peer closed its side
   * @throws SslException when the connection failed
   */
  @Override
  public long read(ByteBuffer[] targets, int offset, int length)
      throws SslException, ClosedChannelException {
    checkOpen();
    Objects.checkFromIndexSize(offset, length, targets.length);
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      // What is decrypted already takes no waiting; only the first bytes are worth that.
      if (targets[i].hasRemaining() && (total == 0 || ssl.pending() > 0)) {
        int count = read(targets[i]);
        if (count <= 0) {
          return total > 0 ? total : count;
        }
        total += count;
      }
    }
    return total;
  }

  /** As {@link #write(ByteBuffer[], int, int)}, with all of the buffers. */
  @Override
  public long write(ByteBuffer[] sources) throws SslException, ClosedChannelException {
    return write(sources, 0, sources.length);
  }

  /**
   * Writes bytes of several buffers; small pieces share a record.
   *
   * @return the count of bytes accepted; what the transport did not take is sent by later calls,
   *     {@link #flush()} among them
   * @throws SslException when the connection failed
   */
  @Override
  public long write(ByteBuffer[] sources, int offset, int length)
      throws SslException, ClosedChannelException {
    checkOpen();
    Objects.checkFromIndexSize(offset, length, sources.length);
    long before = remaining(sources, offset, length);
    status = ssl.write(sources, offset, length);
    return before - remaining(sources, offset, length);
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

  private static long remaining(ByteBuffer[] buffers, int offset, int length) {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      total += buffers[i].remaining();
    }
    return total;
  }

  private void checkOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }
}
