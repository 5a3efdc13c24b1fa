// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslStatus;
import dev.jessel.bio.ChannelBio;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One end of a connection over a socket, with TLS or without. */
final class Talk {
  private final SocketChannel channel;
  private final Optional<Ssl> ssl;

  private Talk(SocketChannel channel, Optional<Ssl> ssl) throws IOException {
    this.channel = channel;
    this.ssl = ssl;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Makes an end of a socket. */
  interface Maker {
    Talk make(SocketChannel channel) throws IOException;
  }

  static Talk plain(SocketChannel channel) throws IOException {
    return new Talk(channel, Optional.empty());
  }

  static Talk of(SslContext context, SocketChannel channel) throws IOException {
    ChannelBio bio = new ChannelBio(channel, channel);
    return new Talk(channel, Optional.of(context.newSsl().bio(bio, bio)));
  }

  /** Writes all of it, which must fit into what the socket takes. */
  void write(ByteBuffer content) throws IOException {
    if (ssl.isPresent()) {
      SslStatus status = ssl.get().write(content);
      if (status != SslStatus.DONE) {
        throw new IOException("write: " + status);
      }
      return;
    }
    while (content.hasRemaining()) {
      if (channel.write(content) == 0) {
        throw new IOException("the socket takes no more");
      }
    }
  }

  /** Reads some; false when nothing is there. */
  boolean read(ByteBuffer target) throws IOException {
    if (ssl.isPresent()) {
      return ssl.get().read(target) == SslStatus.DONE;
    }
    int count = channel.read(target);
    if (count < 0) {
      throw new EOFException();
    }
    return count > 0;
  }

  /** Ends it with a reset, which leaves no port behind that waits. */
  void abort() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }
}
