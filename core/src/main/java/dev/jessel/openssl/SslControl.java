// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslTypes.SSL;

/**
 * {@code BIO_ctrl} for TLS filters.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_f_ssl/">BIO_f_ssl(3)</a>
 */
final class SslControl {
  private SslControl() {}

  static long control(SslBio tls, int cmd, long larg, Object parg) {
    switch (cmd) {
      case LibBioCodes.BIO_C_SET_SSL -> {
        tls.connection((SSL) parg, larg != LibBioCodes.BIO_NOCLOSE);
        return 1;
      }
      case LibBioCodes.BIO_C_GET_SSL -> {
        return BioControl.give(parg, tls.connection());
      }
      case LibBioCodes.BIO_CTRL_GET_CLOSE -> {
        return BioControl.flag(tls.isOwner());
      }
      case LibBioCodes.BIO_CTRL_SET_CLOSE -> {
        tls.owner(larg != LibBioCodes.BIO_NOCLOSE);
        return 1;
      }
      default -> {
        return tls.connection() == null ? 0 : ofConnection(tls, cmd, larg, parg);
      }
    }
  }

  private static long ofConnection(SslBio tls, int cmd, long larg, Object parg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_RESET -> reset(tls);
      case LibBioCodes.BIO_C_DO_STATE_MACHINE -> BioControl.established(tls);
      case LibBioCodes.BIO_C_SSL_MODE -> mode(tls.connection(), larg != 0);
      case LibBioCodes.BIO_C_SET_SSL_RENEGOTIATE_BYTES -> tls.renegotiateAfterBytes(larg);
      case LibBioCodes.BIO_C_SET_SSL_RENEGOTIATE_TIMEOUT -> tls.renegotiateAfterSeconds(larg);
      case LibBioCodes.BIO_C_GET_SSL_NUM_RENEGOTIATES -> tls.renegotiations();
      case LibBioCodes.BIO_CTRL_DUP -> duplicate(tls, (SslBio) parg);
      case LibBioCodes.BIO_CTRL_EOF,
          LibBioCodes.BIO_CTRL_PENDING,
          LibBioCodes.BIO_CTRL_WPENDING,
          LibBioCodes.BIO_CTRL_FLUSH,
          LibBioCodes.BIO_CTRL_PUSH,
          LibBioCodes.BIO_CTRL_POP ->
          BioControl.common(tls, cmd, larg);
      default -> tls.next() == null ? 0 : LibBio.BIO_ctrl(tls.next(), cmd, larg, parg);
    };
  }

  /** Says goodbye, starts over, and resets the BIO behind. */
  private static long reset(SslBio tls) {
    int ignored = LibSsl.SSL_shutdown(tls.connection());
    if (LibSsl.SSL_clear(tls.connection()) == 0) {
      return 0;
    }
    tls.startOver();
    return tls.next() == null
        ? 1
        : LibBio.BIO_ctrl(tls.next(), LibBioCodes.BIO_CTRL_RESET, 0, null);
  }

  private static long mode(SSL ssl, boolean client) {
    if (client) {
      LibSsl.SSL_set_connect_state(ssl);
    } else {
      LibSsl.SSL_set_accept_state(ssl);
    }
    return 1;
  }

  private static long duplicate(SslBio tls, SslBio copy) {
    SSL other = LibSsl.SSL_dup(tls.connection());
    copy.connection(other, true);
    long ignored = copy.renegotiateAfterBytes(tls.renegotiateAfterBytes(-1));
    return BioControl.flag(other != null);
  }
}
