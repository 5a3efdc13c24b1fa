// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;

/**
 * BIOs that speak TLS.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_f_ssl/">BIO_f_ssl(3)</a>
 */
public class LibSslBio extends LibSslTypes {
  LibSslBio() {}

  /**
   * Makes a BIO that speaks TLS to the BIO behind it.
   *
   * @param client 1 for a client, 0 for a server
   */
  public static Bio BIO_new_ssl(SSL_CTX ctx, int client) {
    SSL ssl = LibSsl.SSL_new(ctx);
    if (ssl == null) {
      return null;
    }
    if (client != 0) {
      LibSsl.SSL_set_connect_state(ssl);
    } else {
      LibSsl.SSL_set_accept_state(ssl);
    }
    Bio bio = BIO_new(BIO_f_ssl());
    BIO_set_ssl(bio, ssl, BIO_CLOSE);
    return bio;
  }

  /**
   * Makes a chain of a client's TLS filter and a connection to make; say where to with {@link
   * #BIO_set_conn_hostname}.
   */
  public static Bio BIO_new_ssl_connect(SSL_CTX ctx) {
    Bio tls = BIO_new_ssl(ctx, 1);
    return tls == null ? null : BIO_push(tls, BIO_new(BIO_s_connect()));
  }

  /** As {@link #BIO_new_ssl_connect}, with a buffer in front. */
  public static Bio BIO_new_buffer_ssl_connect(SSL_CTX ctx) {
    Bio tls = BIO_new_ssl_connect(ctx);
    return tls == null ? null : BIO_push(BIO_new(BIO_f_buffer()), tls);
  }

  /**
   * Gives a BIO of {@link #BIO_f_ssl} its connection; with {@code BIO_CLOSE} it is freed with it.
   */
  public static int BIO_set_ssl(Bio b, SSL ssl, int close_flag) {
    return (int) BIO_ctrl(b, BIO_C_SET_SSL, close_flag, ssl);
  }

  /** The connection of a BIO of {@link #BIO_f_ssl}, or of the first behind it; null for none. */
  public static SSL BIO_get_ssl(Bio b) {
    return (SSL) BIO_ptr_ctrl(b, BIO_C_GET_SSL, 0);
  }

  /** As {@link #BIO_get_ssl(Bio)}, into element 0 of {@code sslp}; 0 when there is none. */
  public static int BIO_get_ssl(Bio b, SSL[] sslp) {
    return (int) BIO_ctrl(b, BIO_C_GET_SSL, 0, sslp);
  }

  /** Makes it a client's (1) or a server's (0). */
  public static int BIO_set_ssl_mode(Bio b, int client) {
    return (int) BIO_ctrl(b, BIO_C_SSL_MODE, client, null);
  }

  /**
   * Renegotiates after so many bytes, at least 512, where the protocol has renegotiation; that of
   * TLS 1.3 has none, and it is not done yet with others.
   *
   * @return the value before
   */
  public static long BIO_set_ssl_renegotiate_bytes(Bio b, long num) {
    return BIO_ctrl(b, BIO_C_SET_SSL_RENEGOTIATE_BYTES, num, null);
  }

  /**
   * Renegotiates after so many seconds (less than 60 become 5), as {@link
   * #BIO_set_ssl_renegotiate_bytes}.
   *
   * @return the value before
   */
  public static long BIO_set_ssl_renegotiate_timeout(Bio b, long seconds) {
    return BIO_ctrl(b, BIO_C_SET_SSL_RENEGOTIATE_TIMEOUT, seconds, null);
  }

  /** How often it renegotiated by itself. */
  public static long BIO_get_num_renegotiates(Bio b) {
    return BIO_ctrl(b, BIO_C_GET_SSL_NUM_RENEGOTIATES, 0, null);
  }

  /** Closes all connections in a chain of BIOs. */
  public static void BIO_ssl_shutdown(Bio b) {
    for (Bio each = b; each != null; each = each.next()) {
      if (each instanceof SslBio filter && filter.connection() != null) {
        LibSsl.SSL_shutdown(filter.connection());
      }
    }
  }
}
