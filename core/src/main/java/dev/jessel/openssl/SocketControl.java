// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.ChannelBio;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;

/**
 * {@code BIO_ctrl} for connected sockets.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_s_socket/">BIO_s_socket(3)</a>
 */
final class SocketControl {
  private SocketControl() {}

  static long control(Bio bio, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_C_SET_FD -> use(bio, larg, parg);
      case LibBioCodes.BIO_C_GET_FD -> BioControl.give(parg, descriptor(bio));
      case LibBioCodes.BIO_C_SET_NBIO -> blocking(descriptor(bio), larg == 0);
      case LibBioCodes.BIO_CTRL_DUP ->
          BioKinds.isSocket(bio) ? use((Bio) parg, 0, descriptor(bio)) : 0;
      default -> BioControl.UNKNOWN;
    };
  }

  /** The channel or socket beneath; null when there is none. */
  static Object descriptor(Bio bio) {
    Object remembered = BioState.of(bio).descriptor;
    return remembered == null && bio instanceof ChannelBio channel ? channel.source() : remembered;
  }

  /** The Bio on a channel or socket. */
  static Bio on(Object descriptor) throws IOException {
    Bio bio =
        descriptor instanceof Socket socket ? Bio.of(socket) : Bio.of((ByteChannel) descriptor);
    BioState.of(bio).descriptor = descriptor;
    return bio;
  }

  /** Makes a channel or socket wait or not; 0 when it cannot do that. */
  static int blocking(Object descriptor, boolean waits) {
    Object channel = descriptor instanceof Socket socket ? socket.getChannel() : descriptor;
    if (!(channel instanceof SelectableChannel selectable)) {
      return 0;
    }
    try {
      return selectable.configureBlocking(waits) == selectable ? 1 : 0;
    } catch (IOException e) {
      ErrorQueue.current().pushSystem(e, "calling ioctlsocket()");
      return 0;
    }
  }

  /** Sends small pieces at once or not; 0 when it cannot do that. */
  static int noDelay(Object descriptor, boolean atOnce) {
    try {
      if (descriptor instanceof Socket socket) {
        socket.setTcpNoDelay(atOnce);
        return 1;
      }
      if (descriptor instanceof NetworkChannel channel
          && channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
        NetworkChannel same = channel.setOption(StandardSocketOptions.TCP_NODELAY, atOnce);
        return same == channel ? 1 : 0;
      }
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** 0, as C's {@code close}; -1 when it failed. */
  static int close(Object descriptor) {
    try {
      ((Closeable) descriptor).close();
      return 0;
    } catch (IOException e) {
      ErrorQueue.current().pushSystem(e, "calling closesocket()");
      return -1;
    }
  }

  private static long use(Bio bio, long closeFlag, Object descriptor) {
    if (!(bio instanceof SocketBio socket) || descriptor == null) {
      return 0;
    }
    try {
      socket.use(on(descriptor));
      socket.closesTransport(closeFlag != LibBioCodes.BIO_NOCLOSE);
      BioState.of(bio).descriptor = descriptor;
      return 1;
    } catch (IOException e) {
      return BioFailure.refused(LibBioCodes.BIO_R_INVALID_SOCKET);
    }
  }
}
