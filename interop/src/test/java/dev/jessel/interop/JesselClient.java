// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.bio.Bio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;

/** Connects clients on Jessel to peers on this machine. */
final class JesselClient {
  private JesselClient() {}

  /** A client of {@code localhost} over a blocking socket; nothing is said yet. */
  static Ssl connect(SslContext.Builder context, int port) throws IOException {
    return connect(context, port, "localhost");
  }

  /** A client of a server that should be called {@code name}. */
  static Ssl connect(SslContext.Builder context, int port, String name) throws IOException {
    return context.build().newSsl(Bio.of(socket(port)), name);
  }

  /** As {@link #connect}, to a server that does not say when it is up. */
  static Ssl connectWhenUp(SslContext.Builder context, int port) {
    AtomicReference<Ssl> connected = new AtomicReference<>();
    Eventually.is("the port " + port + " is open", () -> tryToConnect(context, port, connected));
    return connected.get();
  }

  private static boolean tryToConnect(
      SslContext.Builder context, int port, AtomicReference<Ssl> connected) {
    try {
      connected.set(connect(context, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A client of {@code localhost} over a Bio that was made with {@link #bio}. */
  static Ssl over(SslContext.Builder context, Bio bio) {
    return context.build().newSsl(bio, "localhost");
  }

  /** A blocking connection to a port, in plain text. */
  static Bio bio(int port) throws IOException {
    return Bio.of(socket(port));
  }

  private static SocketChannel socket(int port) throws IOException {
    return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }
}
