// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.BioPair;
import dev.jessel.bio.BioPair.Half;

/**
 * {@code BIO_ctrl} for halves of pairs.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_s_bio/">BIO_s_bio(3)</a>
 */
final class PairControl {
  private PairControl() {}

  static long control(Half half, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_C_SET_WRITE_BUF_SIZE -> capacity(half, larg);
      case LibBioCodes.BIO_C_GET_WRITE_BUF_SIZE -> half.capacity();
      case LibBioCodes.BIO_C_MAKE_BIO_PAIR -> join(half, parg);
      case LibBioCodes.BIO_C_DESTROY_BIO_PAIR -> part(half);
      case LibBioCodes.BIO_C_GET_WRITE_GUARANTEE -> half.writeGuarantee();
      case LibBioCodes.BIO_C_GET_READ_REQUEST -> half.readRequest();
      case LibBioCodes.BIO_C_RESET_READ_REQUEST -> forget(half);
      case LibBioCodes.BIO_C_SHUTDOWN_WR -> shutdown(half);
      // The manual's "1 for success" has this exception, too.
      case LibBioCodes.BIO_CTRL_RESET -> half.reset() ? 0 : -1;
      case LibBioCodes.BIO_CTRL_DUP -> duplicate(half, parg);
      default -> BioControl.UNKNOWN;
    };
  }

  private static long capacity(Half half, long bytes) {
    if (half.isJoined()) {
      return BioFailure.refused(LibBioCodes.BIO_R_IN_USE);
    }
    if (bytes <= 0 || bytes > Integer.MAX_VALUE - 8) {
      return BioFailure.refused(LibBioCodes.BIO_R_INVALID_ARGUMENT);
    }
    half.capacity((int) bytes);
    return 1;
  }

  private static long join(Half half, Object other) {
    if (!(other instanceof Half second) || second == half || half.isJoined() || second.isJoined()) {
      return BioFailure.refused(LibBioCodes.BIO_R_IN_USE);
    }
    half.join(second);
    return 1;
  }

  private static long part(Half half) {
    half.part();
    return 1;
  }

  private static long forget(Half half) {
    half.resetReadRequest();
    return 1;
  }

  private static long shutdown(Half half) {
    half.shutdownWrite();
    return 1;
  }

  private static long duplicate(Half half, Object copy) {
    ((BioPair.Half) copy).capacity(half.capacity());
    return 1;
  }
}
