// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import dev.jessel.bench.peer.Identity;
import dev.jessel.bench.peer.JesselContexts;
import dev.jessel.bench.peer.JsseContexts;
import dev.jessel.bench.peer.Peer;
import dev.jessel.bench.peer.Setup;
import dev.jessel.bio.ChannelBio;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A small client program: sends a request, reads the answer. */
public final class Client {
  static final String REQUEST = "GET /bulk HTTP/1.0\r\n\r\n";

  private static final int ROOM = 32 * 1024;
  private static final double NANOS = 1e9;

  private Client() {}

  /**
   * Runs.
   *
   * @param args jessel or sunjsse; host:port; {@code first} to pass the first byte on and end,
   *     {@code bulk} to read to the end and print bytes per second
   */
  public static void main(String[] args) throws Exception {
    int colon = args[1].indexOf(':');
    InetSocketAddress address =
        new InetSocketAddress(
            args[1].substring(0, colon), Integer.parseInt(args[1].substring(colon + 1)));
    boolean bulk = args[2].equals("bulk");
    try (Source source = args[0].equals("jessel") ? jessel(address) : jsse(address)) {
      byte[] buffer = new byte[ROOM];
      int first = source.read(buffer);
      if (!bulk) {
        System.out.write(buffer, 0, 1);
        System.out.flush();
        return;
      }
      long begin = System.nanoTime();
      double total = first;
      for (int n = source.read(buffer); n > 0; n = source.read(buffer)) {
        total += n;
      }
      System.out.println(total * NANOS / (System.nanoTime() - begin));
    }
  }

  /** Where the answer comes from; 0 or less at its end. */
  private interface Source extends AutoCloseable {
    int read(byte[] buffer) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private static Source jessel(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    ChannelBio bio = new ChannelBio(channel, channel);
    Ssl ssl = JesselContexts.client(Peer.JESSEL.crypto(), setup()).newSsl().bio(bio, bio);
    ssl.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    return buffer -> {
      ByteBuffer target = ByteBuffer.wrap(buffer);
      return ssl.read(target) == SslStatus.DONE ? target.position() : 0;
    };
  }

  private static Source jsse(InetSocketAddress address) throws Exception {
    Socket plain = new Socket(address.getAddress(), address.getPort());
    SSLSocket socket = JsseContexts.client(plain, Identity.HOST, setup());
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    return in::read;
  }

  private static Setup setup() {
    return Setup.of(Setup.Cipher.AES_128_GCM_SHA256);
  }
}
