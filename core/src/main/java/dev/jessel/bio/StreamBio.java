// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Objects;

/**
 * A blocking Bio on two streams, such as those of a {@link java.net.Socket}.
 *
 * <p>A read waits until at least one byte is there; a write takes everything. The one retry that it
 * gives is for a read that ran into the socket's timeout ({@link java.net.Socket#setSoTimeout}), as
 * a C socket with {@code SO_RCVTIMEO} does: nothing was lost, and reading may go on. {@link #flush}
 * flushes the output stream, which matters when that is a buffered one.
 */
public final class StreamBio extends Bio {
  private final InputStream source;
  private final OutputStream sink;

  /** Reads from one stream and writes to another. */
  public StreamBio(InputStream source, OutputStream sink) {
    this.source = Objects.requireNonNull(source, "source");
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    try {
      int n = source.read(b, off, len);
      return n < 0 ? 0 : n == 0 ? retryRead() : n;
    } catch (SocketTimeoutException e) {
      return retryRead();
    } catch (IllegalBlockingModeException e) {
      throw new IOException("the socket's channel became non-blocking", e);
    }
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    try {
      sink.write(b, off, len);
      return len;
    } catch (IllegalBlockingModeException e) {
      throw new IOException("the socket's channel became non-blocking", e);
    }
  }

  @Override
  protected boolean doFlush() throws IOException {
    sink.flush();
    return true;
  }

  @Override
  protected void doClose() throws IOException {
    if (closesTransport()) {
      try (sink) {
        source.close();
      }
    }
  }
}
