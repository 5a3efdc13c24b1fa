// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.AcceptBio;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * {@code BIO_ctrl} for listening sockets.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_s_accept/">BIO_s_accept(3)</a>
 */
final class AcceptControl {
  private static final int SET_NAME = 0;
  private static final int SET_PORT = 1;
  private static final int SET_NONBLOCKING = 2;
  private static final int SET_CHAIN = 3;
  private static final int FAMILY = 4;
  private static final int GET_NAME = 0;
  private static final int GET_PORT = 1;
  private static final int GET_PEER_NAME = 2;
  private static final int GET_PEER_PORT = 3;

  private AcceptControl() {}

  static long control(AcceptBio bio, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_RESET -> bio.reset() ? 0 : -1;
      case LibBioCodes.BIO_C_DO_STATE_MACHINE -> BioControl.established(bio);
      case LibBioCodes.BIO_C_SET_ACCEPT -> set(bio, (int) larg, parg);
      case LibBioCodes.BIO_C_GET_ACCEPT -> get(bio, (int) larg, parg);
      case LibBioCodes.BIO_C_SET_NBIO -> connectionsBlock(bio, larg == 0);
      case LibBioCodes.BIO_C_SET_BIND_MODE -> bindMode(bio, larg);
      case LibBioCodes.BIO_C_GET_BIND_MODE ->
          (bio.isReuseAddress() ? LibBioCodes.BIO_SOCK_REUSEADDR : 0)
              | (bio.isBlocking() ? 0 : LibBioCodes.BIO_SOCK_NONBLOCK);
      case LibBioCodes.BIO_C_GET_FD -> BioControl.give(parg, bio.channel().orElse(null));
      case LibBioCodes.BIO_CTRL_PENDING, LibBioCodes.BIO_CTRL_WPENDING -> 0;
      case LibBioCodes.BIO_CTRL_FLUSH -> bio.next() == null ? 1 : BioControl.common(bio, cmd, larg);
      default -> BioControl.UNKNOWN;
    };
  }

  private static long set(AcceptBio bio, int part, Object value) {
    switch (part) {
      case SET_NAME -> {
        return place(bio, (String) value);
      }
      case SET_PORT -> bio.port((String) value);
      case SET_NONBLOCKING -> {
        return blocking(bio, value == null);
      }
      case SET_CHAIN -> chain(bio, (Bio) value);
      case FAMILY -> bio.family(ConnectControl.family(((int[]) value)[0]));
      default -> {
        return 0;
      }
    }
    return 1;
  }

  private static long place(AcceptBio bio, String text) {
    try {
      bio.place(text);
      return 1;
    } catch (BioException e) {
      BioFailure.queue(e);
      return 0;
    }
  }

  private static long get(AcceptBio bio, int part, Object out) {
    return switch (part) {
      case GET_NAME -> BioControl.give(out, name(bio.localAddress()));
      case GET_PORT -> BioControl.give(out, port(bio.localAddress()));
      case GET_PEER_NAME -> BioControl.give(out, name(bio.peer()));
      case GET_PEER_PORT -> BioControl.give(out, port(bio.peer()));
      case FAMILY -> ConnectControl.number(bio.family());
      default -> 0;
    };
  }

  private static long blocking(AcceptBio bio, boolean waits) {
    try {
      bio.blocking(waits);
      return 1;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long connectionsBlock(AcceptBio bio, boolean wait) {
    bio.connectionsBlock(wait);
    return 1;
  }

  private static long bindMode(AcceptBio bio, long mode) {
    bio.reuseAddress((mode & LibBioCodes.BIO_SOCK_REUSEADDR) != 0);
    return 1;
  }

  /** Each connection gets its own copy of a chain, and the callbacks of the listening BIO. */
  static void chain(AcceptBio bio, Bio chain) {
    bio.decorate(
        connection -> {
          BioState.of(bio).copyCallbacksTo(connection);
          return chain == null
              ? connection
              : LibBio.BIO_push(LibBio.BIO_dup_chain(chain), connection);
        });
  }

  private static String name(Optional<InetSocketAddress> address) {
    return address.map(at -> at.getAddress().getHostAddress()).orElse(null);
  }

  private static String port(Optional<InetSocketAddress> address) {
    return address.map(at -> Integer.toString(at.getPort())).orElse(null);
  }
}
