// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslSession;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;
import java.util.Optional;

/**
 * Tickets. Once the application has set a context's keys, or seen them, or has a callback that
 * knows them, its tickets are made as in OpenSSL, and a server of OpenSSL with the same keys takes
 * them; before, the library makes them with keys that change from time to time.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_tlsext_ticket_key_cb/">
 *     SSL_CTX_set_tlsext_ticket_key_cb(3)</a>
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_session_ticket_cb/">
 *     SSL_CTX_set_session_ticket_cb(3)</a>
 */
public class LibSslTickets extends LibSslCrypto {
  /** The ticket could not be looked at; never told. */
  public static final int SSL_TICKET_FATAL_ERR_MALLOC = 0;

  /** The ticket could not be looked at; never told. */
  public static final int SSL_TICKET_FATAL_ERR_OTHER = 1;

  /** There is no ticket; never told. */
  public static final int SSL_TICKET_NONE = 2;

  /** The client has none, and would like one; up to TLS 1.2. */
  public static final int SSL_TICKET_EMPTY = 3;

  /** It is none of ours. */
  public static final int SSL_TICKET_NO_DECRYPT = 4;

  /** It is good. */
  public static final int SSL_TICKET_SUCCESS = 5;

  /** It is good, and the client should get another one. */
  public static final int SSL_TICKET_SUCCESS_RENEW = 6;

  /** End the handshake. */
  public static final int SSL_TICKET_RETURN_ABORT = 0;

  /** A full handshake, and no ticket behind it. */
  public static final int SSL_TICKET_RETURN_IGNORE = 1;

  /** A full handshake, and a ticket behind it. */
  public static final int SSL_TICKET_RETURN_IGNORE_RENEW = 2;

  /** Resume, and give no other ticket. */
  public static final int SSL_TICKET_RETURN_USE = 3;

  /** Resume, and give another ticket. */
  public static final int SSL_TICKET_RETURN_USE_RENEW = 4;

  /** What the settings have room for. */
  private static final int MAX_SHOWN = 16_384;

  LibSslTickets() {}

  // ---- Keys

  /** Knows the keys of tickets. */
  @FunctionalInterface
  public interface SSL_CTX_tlsext_ticket_key_evp_cb {
    /**
     * Says how a ticket is made, by {@link #EVP_EncryptInit_ex}, or opened, by {@link
     * #EVP_DecryptInit_ex}; and, by {@link #EVP_MAC_init}, how it is authenticated.
     *
     * @param key_name 16 bytes: takes the key's name, or tells it
     * @param iv 16 bytes: takes what the cipher begins with, or tells it
     * @param enc 1 for a ticket that is made, 0 for one that is opened
     * @return 1; 2 for one that is to be opened, and the client to get another one; 0 for no
     *     ticket, or a key that is not known; less than 0 ends the handshake
     */
    int key(SSL s, byte[] key_name, byte[] iv, EVP_CIPHER_CTX ctx, EVP_MAC_CTX hctx, int enc);
  }

  /** As {@link SSL_CTX_tlsext_ticket_key_evp_cb}, by {@link #HMAC_Init_ex}. */
  @FunctionalInterface
  public interface SSL_CTX_tlsext_ticket_key_cb {
    /** As {@link SSL_CTX_tlsext_ticket_key_evp_cb#key}. */
    int key(SSL s, byte[] key_name, byte[] iv, EVP_CIPHER_CTX ctx, HMAC_CTX hctx, int enc);
  }

  /** Sets who knows the keys of tickets; null for the context's own. Returns 1. */
  public static int SSL_CTX_set_tlsext_ticket_key_evp_cb(
      SSL_CTX ctx, SSL_CTX_tlsext_ticket_key_evp_cb cb) {
    ctx.tickets.keyCallback = Optional.ofNullable(cb);
    return 1;
  }

  /** As {@link #SSL_CTX_set_tlsext_ticket_key_evp_cb}, in its old form. */
  public static int SSL_CTX_set_tlsext_ticket_key_cb(SSL_CTX ctx, SSL_CTX_tlsext_ticket_key_cb cb) {
    return SSL_CTX_set_tlsext_ticket_key_evp_cb(
        ctx,
        cb == null
            ? null
            : (s, name, iv, cipher, mac, enc) -> cb.key(s, name, iv, cipher, (HMAC_CTX) mac, enc));
  }

  /**
   * Sets the context's keys, 80 bytes: a name of 16, the key of the HMAC and the one of the cipher,
   * 32 each.
   *
   * @return 1, or 0 for another length; with null for keys how many bytes there are
   */
  public static long SSL_CTX_set_tlsext_ticket_keys(SSL_CTX ctx, byte[] keys, int keylen) {
    if (keys == null) {
      return TicketKeys.LENGTH;
    }
    boolean fits = keylen == TicketKeys.LENGTH && keys.length >= keylen;
    if (fits) {
      ctx.tickets.keys(TicketKeys.of(keys));
    }
    return flag(fits || Configured.refuseReason(SslReason.INVALID_TICKET_KEYS_LENGTH));
  }

  /** Gets the context's keys: as {@link #SSL_CTX_set_tlsext_ticket_keys}. */
  public static long SSL_CTX_get_tlsext_ticket_keys(SSL_CTX ctx, byte[] keys, int keylen) {
    if (keys == null) {
      return TicketKeys.LENGTH;
    }
    boolean fits = keylen == TicketKeys.LENGTH && keys.length >= keylen;
    if (fits) {
      ctx.tickets.keys().copyTo(keys);
    }
    return flag(fits || Configured.refuseReason(SslReason.INVALID_TICKET_KEYS_LENGTH));
  }

  // ---- What goes into tickets

  /** Is told that a ticket is made. */
  @FunctionalInterface
  public interface SSL_CTX_generate_session_ticket_fn {
    /**
     * May add something, by {@link #SSL_SESSION_set1_ticket_appdata}, to the session of the
     * connection.
     *
     * @return 1, or 0 to end the handshake
     */
    int generate(SSL s, Object arg);
  }

  /** Decides on a ticket that a client shows. */
  @FunctionalInterface
  public interface SSL_CTX_decrypt_session_ticket_fn {
    /**
     * Decides.
     *
     * @param ss what it holds; null for nothing
     * @param keyname the name of its key, as it says
     * @param keyname_len 16
     * @param status {@code SSL_TICKET_...}
     * @param arg what was set with the callback
     * @return {@code SSL_TICKET_RETURN_...}
     */
    int decrypt(SSL s, SSL_SESSION ss, byte[] keyname, int keyname_len, int status, Object arg);
  }

  /** Sets who is asked when a ticket is made, and when one is opened; null for nobody. */
  public static int SSL_CTX_set_session_ticket_cb(
      SSL_CTX ctx,
      SSL_CTX_generate_session_ticket_fn gen_cb,
      SSL_CTX_decrypt_session_ticket_fn dec_cb,
      Object arg) {
    ctx.tickets.generate = Optional.ofNullable(gen_cb);
    ctx.tickets.decrypt = Optional.ofNullable(dec_cb);
    ctx.tickets.argument = arg;
    return 1;
  }

  /** Has a session's ticket hold something of the application's; null for nothing. Returns 1. */
  public static int SSL_SESSION_set1_ticket_appdata(SSL_SESSION ss, byte[] data, int len) {
    ss.applicationData = data == null ? Bytes.EMPTY : Bytes.copyOf(data, 0, len);
    return 1;
  }

  /** Gets that into element 0 of both. Returns 1. */
  public static int SSL_SESSION_get0_ticket_appdata(SSL_SESSION ss, byte[][] data, int[] len) {
    data[0] = ss.applicationData.toArray();
    len[0] = data[0].length;
    return 1;
  }

  // ---- What a client has

  /** 1 for a session with a ticket. */
  public static int SSL_SESSION_has_ticket(SSL_SESSION s) {
    return flag(!ticket(s).isEmpty());
  }

  /** How long the ticket is good, in seconds from its arrival; 0 when the server did not say. */
  public static long SSL_SESSION_get_ticket_lifetime_hint(SSL_SESSION s) {
    return ticket(s).isEmpty() ? 0 : s.session().map(SslSession::lifetimeSeconds).orElse(0L);
  }

  /** Gets the ticket and its length into element 0 of both; null and 0 for none. */
  public static void SSL_SESSION_get0_ticket(SSL_SESSION s, byte[][] tick, int[] len) {
    Bytes ticket = ticket(s);
    tick[0] = ticket.isEmpty() ? null : ticket.toArray();
    len[0] = ticket.length();
  }

  // ---- EAP-FAST (RFC 4851): sessions that no handshake has made, up to TLS 1.2

  /** The room for the secret of a session, in bytes; a session up to TLS 1.2 fills it. */
  public static final int SSL_MAX_MASTER_KEY_LENGTH = 48;

  /** Reads the session_ticket extension in the peer's hello. */
  @FunctionalInterface
  public interface tls_session_ticket_ext_cb_fn {
    /**
     * Reads it: what a client shows; on a client, whose server promises a ticket, nothing.
     *
     * @param len bytes of the data
     * @param arg what was set with the callback
     * @return 1, or 0 to end the handshake
     */
    int ticket(SSL s, byte[] data, int len, Object arg);
  }

  /** Knows the secret of a session that both applications know by other means than TLS. */
  @FunctionalInterface
  public interface tls_session_secret_cb_fn {
    /**
     * Tells it; {@link #SSL_get_client_random} and {@link #SSL_get_server_random} have both
     * randoms. A server is asked when it resumes no session of its own, a client when the
     * ServerHello has come and it has shown a ticket.
     *
     * @param secret takes the main secret
     * @param secret_len element 0 tells the room, 48, and takes the length, which must be 48:
     *     unlike in OpenSSL, which takes any
     * @param peer_ciphers the client's suites that have a name; null on a client
     * @param cipher element 0 takes one of them; null for the first one that both sides take, where
     *     OpenSSL finds none. On a client it does not matter
     * @param arg what was set with the callback
     * @return 1; 0 for a session that is not known: a server goes on with a full handshake, a
     *     client ends this one
     */
    int secret(
        SSL s,
        byte[] secret,
        int[] secret_len,
        List<SSL_CIPHER> peer_ciphers,
        SSL_CIPHER[] cipher,
        Object arg);
  }

  /**
   * Sets what a client shows as a ticket, unless it has one of a session that it would resume.
   *
   * @param ext_data null for no extension; without content it says that a ticket is wanted, as
   *     always, where OpenSSL ends the handshake
   * @return 1; 0 on a connection of SSLv3 and for more than 16384 bytes
   */
  public static int SSL_set_session_ticket_ext(SSL s, byte[] ext_data, int ext_len) {
    boolean old = s.ssl().version().filter(v -> !v.isAtLeast(ProtocolVersion.TLS_1_0)).isPresent();
    if (old || ext_len > MAX_SHOWN) {
      return 0;
    }
    s.external().ticket(Optional.ofNullable(ext_data).map(data -> Bytes.copyOf(data, 0, ext_len)));
    s.useCallbacks();
    return 1;
  }

  /** Sets who reads the session_ticket extension; null for nobody. Returns 1. */
  public static int SSL_set_session_ticket_ext_cb(
      SSL s, tls_session_ticket_ext_cb_fn cb, Object arg) {
    s.external().reader(cb, arg);
    s.useCallbacks();
    return 1;
  }

  /**
   * Sets who knows the secrets of sessions; null for nobody. A server with such a callback opens no
   * tickets and gives none, and takes no look at certificates where it is told a secret. Returns 1.
   */
  public static int SSL_set_session_secret_cb(
      SSL s, tls_session_secret_cb_fn tls_session_secret_cb, Object arg) {
    s.external().secret(tls_session_secret_cb, arg);
    s.useCallbacks();
    return 1;
  }

  private static Bytes ticket(SSL_SESSION s) {
    return s.session().map(SslSession::ticket).orElse(Bytes.EMPTY);
  }
}
