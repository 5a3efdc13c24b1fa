// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioException;
import dev.jessel.bio.ConnectBio;
import dev.jessel.bio.IpFamily;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * {@code BIO_ctrl} for connections to make.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_s_connect/">BIO_s_connect(3)</a>
 */
final class ConnectControl {
  private static final int HOST = 0;
  private static final int PORT = 1;
  private static final int ADDRESS = 2;
  private static final int FAMILY = 3;
  private static final int MODE = 4;

  private ConnectControl() {}

  static long control(ConnectBio bio, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_RESET -> bio.reset() ? 0 : -1;
      case LibBioCodes.BIO_C_DO_STATE_MACHINE -> established(bio);
      case LibBioCodes.BIO_C_SET_CONNECT -> parg == null ? 0 : set(bio, (int) larg, parg);
      case LibBioCodes.BIO_C_GET_CONNECT -> get(bio, (int) larg, parg);
      case LibBioCodes.BIO_C_SET_NBIO -> blocking(bio, larg == 0);
      case LibBioCodes.BIO_C_SET_CONNECT_MODE -> mode(bio, larg);
      case LibBioCodes.BIO_C_GET_FD -> BioControl.give(parg, bio.channel().orElse(null));
      case LibBioCodes.BIO_CTRL_DUP -> copy(bio, (Bio) parg);
      default -> BioControl.UNKNOWN;
    };
  }

  /** C gives 0 here for a connection that was refused, and -1 for what can be repaired. */
  private static long established(ConnectBio bio) {
    long done = BioControl.established(bio);
    boolean refused =
        bio.failure()
            .filter(e -> e instanceof BioException known && isRefusal(known.reason()))
            .isPresent();
    return refused ? 0 : done;
  }

  private static boolean isRefusal(BioException.Reason reason) {
    return reason == BioException.Reason.CONNECT_ERROR
        || reason == BioException.Reason.NBIO_CONNECT_ERROR;
  }

  private static long set(ConnectBio bio, int part, Object value) {
    switch (part) {
      case HOST -> {
        return host(bio, (String) value);
      }
      case PORT -> bio.port((String) value);
      case ADDRESS -> bio.address((InetSocketAddress) value);
      case FAMILY -> bio.family(family(((int[]) value)[0]));
      default -> {
        return 0;
      }
    }
    return 1;
  }

  private static long host(ConnectBio bio, String text) {
    try {
      bio.host(text);
      return 1;
    } catch (BioException e) {
      BioFailure.queue(e);
      return 0;
    }
  }

  private static long get(ConnectBio bio, int part, Object out) {
    return switch (part) {
      case HOST -> BioControl.give(out, bio.host().orElse(null));
      case PORT -> BioControl.give(out, bio.port().orElse(null));
      case ADDRESS -> BioControl.give(out, bio.channel().map(ConnectControl::remote).orElse(null));
      case FAMILY -> number(bio.family());
      case MODE ->
          (bio.isBlocking() ? 0 : LibBioCodes.BIO_SOCK_NONBLOCK)
              | (bio.isNoDelay() ? LibBioCodes.BIO_SOCK_NODELAY : 0);
      default -> 0;
    };
  }

  private static long mode(ConnectBio bio, long mode) {
    bio.noDelay((mode & LibBioCodes.BIO_SOCK_NODELAY) != 0);
    return blocking(bio, (mode & LibBioCodes.BIO_SOCK_NONBLOCK) == 0);
  }

  private static long blocking(ConnectBio bio, boolean waits) {
    try {
      bio.blocking(waits);
      return 1;
    } catch (IOException e) {
      return 0;
    }
  }

  private static long copy(ConnectBio bio, Bio other) {
    bio.copyTo((ConnectBio) other);
    return 1;
  }

  static IpFamily family(int number) {
    return switch (number) {
      case LibBioCodes.BIO_FAMILY_IPV4 -> IpFamily.IPV4;
      case LibBioCodes.BIO_FAMILY_IPV6 -> IpFamily.IPV6;
      default -> IpFamily.ANY;
    };
  }

  static int number(IpFamily family) {
    return switch (family) {
      case IPV4 -> LibBioCodes.BIO_FAMILY_IPV4;
      case IPV6 -> LibBioCodes.BIO_FAMILY_IPV6;
      case ANY -> LibBioCodes.BIO_FAMILY_IPANY;
    };
  }

  private static InetSocketAddress remote(SocketChannel channel) {
    try {
      return (InetSocketAddress) channel.getRemoteAddress();
    } catch (IOException e) {
      return null;
    }
  }
}
