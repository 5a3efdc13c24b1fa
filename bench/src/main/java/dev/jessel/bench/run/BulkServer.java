// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslStatus;
import dev.jessel.bench.peer.JesselContexts;
import dev.jessel.bench.peer.JsseContexts;
import dev.jessel.bench.peer.Peer;
import dev.jessel.bench.peer.Setup;
import dev.jessel.bio.ChannelBio;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A small server program: one connection after the other, any request, many bytes, goodbye. */
public final class BulkServer {
  private static final int CHUNK = 64 * 1024;

  private BulkServer() {}

  /**
   * Serves until it is ended. Prints its port first.
   *
   * @param args jessel or sunjsse; how many bytes to answer
   */
  public static void main(String[] args) throws Exception {
    long bytes = Long.parseLong(args[1]);
    if (args[0].equals("jessel")) {
      jessel(bytes);
    } else {
      jsse(bytes);
    }
  }

  private static void jessel(long bytes) throws IOException {
    SslContext context = JesselContexts.server(Peer.JESSEL.crypto(), setup());
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      System.out.println(listener.socket().getLocalPort());
      while (true) {
        try (SocketChannel channel = listener.accept()) {
          answer(context, channel, bytes);
        } catch (IOException gone) {
          // A client may leave after the first byte.
        }
      }
    }
  }

  private static void answer(SslContext context, SocketChannel channel, long bytes)
      throws IOException {
    ChannelBio bio = new ChannelBio(channel, channel);
    Ssl ssl = context.newSsl().bio(bio, bio);
    if (ssl.read(ByteBuffer.allocate(CHUNK)) != SslStatus.DONE) {
      return;
    }
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long left = bytes; left > 0; left -= chunk.limit()) {
      chunk.clear().limit((int) Math.min(left, CHUNK));
      SslStatus ignored = ssl.write(chunk);
    }
    SslStatus ignored = ssl.shutdownOutput();
  }

  private static void jsse(long bytes) throws Exception {
    try (SSLServerSocket listener = JsseContexts.server(setup())) {
      System.out.println(listener.getLocalPort());
      while (true) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
          answer(socket, bytes);
        } catch (IOException gone) {
          // A client may leave after the first byte.
        }
      }
    }
  }

  private static void answer(SSLSocket socket, long bytes) throws IOException {
    byte[] chunk = new byte[CHUNK];
    if (socket.getInputStream().read(chunk) <= 0) {
      return;
    }
    OutputStream out = socket.getOutputStream();
    for (long left = bytes; left > 0; left -= CHUNK) {
      out.write(chunk, 0, (int) Math.min(left, CHUNK));
    }
  }

  private static Setup setup() {
    return Setup.of(Setup.Cipher.AES_128_GCM_SHA256);
  }
}
