// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;

/**
 * A Bio on NIO channels, blocking or not. Answers to {@code BIO_s_socket}.
 *
 * <p>A non-blocking channel that has no bytes, or no room, gives a retry; so does a non-blocking
 * socket whose connection is still being made. A blocking channel never gives one. A peer that
 * vanished (reset, broken pipe, channel closed by another thread) is a {@link #failure} without a
 * retry. Nothing is held back, so {@link #flush} has nothing to do.
 */
public final class ChannelBio extends Bio {
  /**
   * Most bytes in one call to the channel. The JDK copies heap arrays through a direct buffer of
   * the same size that it keeps for each thread, so a huge write would cost as much memory off the
   * heap.
   */
  private static final int MAX_TRANSFER = 128 * 1024;

  private final ReadableByteChannel source;
  private final WritableByteChannel sink;

  /** Reads from one channel and writes to another, which may be the same. */
  public ChannelBio(ReadableByteChannel source, WritableByteChannel sink) {
    this.source = Objects.requireNonNull(source, "source");
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** What is read from. */
  public ReadableByteChannel source() {
    return source;
  }

  /** What is written to. */
  public WritableByteChannel sink() {
    return sink;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(b, off, Math.min(len, MAX_TRANSFER));
    try {
      int n;
      do {
        n = source.read(target);
      } while (n == 0 && blocks(source));
      return n < 0 ? 0 : n == 0 ? retryRead() : n;
    } catch (NotYetConnectedException e) {
      return connecting(source) ? retryRead() : unusable(e);
    } catch (IllegalStateException e) {
      return unusable(e);
    }
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    ByteBuffer data = ByteBuffer.wrap(b, off, Math.min(len, MAX_TRANSFER));
    try {
      int n;
      do {
        n = sink.write(data);
      } while (n == 0 && blocks(sink));
      return n == 0 ? retryWrite() : n;
    } catch (NotYetConnectedException e) {
      return connecting(sink) ? retryWrite() : unusable(e);
    } catch (IllegalStateException e) {
      return unusable(e);
    }
  }

  @Override
  protected void doClose() throws IOException {
    if (closesTransport()) {
      try (sink) {
        source.close();
      }
    }
  }

  @Override
  public Optional<String> peerAddress() {
    try {
      return source instanceof SocketChannel socket
          ? Optional.ofNullable(socket.getRemoteAddress()).map(SocketAddress::toString)
          : Optional.empty();
    } catch (IOException e) {
      // Closed: where it once led to is forgotten.
      return Optional.empty();
    }
  }

  private static boolean blocks(Channel channel) {
    return channel instanceof SelectableChannel selectable && selectable.isBlocking();
  }

  private static boolean connecting(Channel channel) {
    return channel instanceof SocketChannel socket && socket.isConnectionPending();
  }

  /**
   * Channels report misuse (not connected, opened for the other direction) with unchecked
   * exceptions.
   */
  private static int unusable(IllegalStateException cause) throws IOException {
    throw new IOException("the channel cannot be used: " + cause.getClass().getSimpleName(), cause);
  }
}
