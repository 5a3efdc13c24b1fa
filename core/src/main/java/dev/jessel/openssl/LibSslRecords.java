// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.Optional;

/**
 * Functions about records and what travels in them beside data: padding that a callback decides,
 * and further tickets.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_record_padding_callback/">
 *     SSL_CTX_set_record_padding_callback(3)</a>
 */
public class LibSslRecords extends LibSslContext {
  LibSslRecords() {}

  /** Decides on the padding of each record of TLS 1.3. */
  @FunctionalInterface
  public interface SSL_record_padding_cb {
    /**
     * Decides.
     *
     * @param ssl the connection
     * @param type {@code SSL3_RT_...}
     * @param len bytes that are there to encrypt: the content and its type byte
     * @param arg what was set for the callback
     * @return how many zeros to add; what the record cannot hold is cut off
     */
    long padding(SSL ssl, int type, long len, Object arg);
  }

  // ---- Padding

  /** Sets who decides on the padding of records, before block padding; null for nobody. */
  public static void SSL_CTX_set_record_padding_callback(SSL_CTX ctx, SSL_record_padding_cb cb) {
    ctx.paddingCallback = Optional.ofNullable(cb);
  }

  /** Sets what the padding callback is told. */
  public static void SSL_CTX_set_record_padding_callback_arg(SSL_CTX ctx, Object arg) {
    ctx.paddingArgument = arg;
  }

  /** What the padding callback is told; null for nothing. */
  public static Object SSL_CTX_get_record_padding_callback_arg(SSL_CTX ctx) {
    return ctx.paddingArgument;
  }

  /**
   * Sets who decides on the padding of records, before block padding; null for nobody. Returns 1.
   */
  public static int SSL_set_record_padding_callback(SSL ssl, SSL_record_padding_cb cb) {
    ssl.paddingCallback(Optional.ofNullable(cb));
    return 1;
  }

  /** Sets what the padding callback is told. */
  public static void SSL_set_record_padding_callback_arg(SSL ssl, Object arg) {
    ssl.paddingArgument = arg;
  }

  /** What the padding callback is told; null for nothing. */
  public static Object SSL_get_record_padding_callback_arg(SSL ssl) {
    return ssl.paddingArgument;
  }

  // ---- Tickets

  /**
   * Has a server send its client one more ticket: with the next call of any kind, a write of length
   * 0 included; while a write must be repeated, with the write that follows it.
   *
   * @return 1; 0 on a client, before the end of the handshake, and before TLS 1.3
   * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_num_tickets/">
   *     SSL_new_session_ticket(3)</a>
   */
  public static int SSL_new_session_ticket(SSL ssl) {
    return ssl.calls().newSessionTicket();
  }

  // ---- Reading

  /** "RH" while the header of a record is waited for, "RB" for its body. */
  public static String SSL_rstate_string(SSL ssl) {
    return ssl.calls().isHeaderRead() ? "RB" : "RH";
  }

  /** "read header" while the header of a record is waited for, "read body" for its body. */
  public static String SSL_rstate_string_long(SSL ssl) {
    return ssl.calls().isHeaderRead() ? "read body" : "read header";
  }
}
