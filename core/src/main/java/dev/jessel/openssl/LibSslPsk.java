// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.error.SslReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Pre-shared keys: identities and keys up to TLS 1.2, and keys in sessions for TLS 1.3. Where those
 * give none in TLS 1.3, the callbacks for TLS 1.2 are asked, too; their keys go with SHA-256.
 *
 * <p>As libssl, a server takes early data with a key from outside as often as it comes: whether it
 * has come before is for the application to know, in {@code SSL_CTX_set_allow_early_data_cb}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_psk_client_callback/">
 *     SSL_CTX_set_psk_client_callback(3)</a>
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_psk_use_session_callback/">
 *     SSL_CTX_set_psk_use_session_callback(3)</a>
 */
public class LibSslPsk extends LibSslEphemeral {
  /** Bytes of an identity or a hint, at the most. */
  public static final int PSK_MAX_IDENTITY_LEN = 256;

  /** Bytes of a key, at the most. */
  public static final int PSK_MAX_PSK_LEN = 512;

  LibSslPsk() {}

  /** Gives a client identity and key. */
  @FunctionalInterface
  public interface SSL_psk_client_cb_func {
    /**
     * Gives them.
     *
     * @param ssl the connection
     * @param hint what the server says to help; null when it says nothing
     * @param identity element 0 takes the identity
     * @param max_identity_len bytes of it, at the most
     * @param psk takes the key; it is wiped afterwards
     * @param max_psk_len bytes of it, at the most
     * @return the length of the key, 0 to give up
     */
    int psk(
        SSL ssl, String hint, String[] identity, int max_identity_len, byte[] psk, int max_psk_len);
  }

  /** Gives a server the key of an identity. */
  @FunctionalInterface
  public interface SSL_psk_server_cb_func {
    /**
     * Gives it.
     *
     * @param ssl the connection
     * @param identity what the client says
     * @param psk takes the key; it is wiped afterwards
     * @param max_psk_len bytes of it, at the most
     * @return the length of the key, 0 for an identity that nobody knows
     */
    int psk(SSL ssl, String identity, byte[] psk, int max_psk_len);
  }

  /** Gives a client of TLS 1.3 identity and key. */
  @FunctionalInterface
  public interface SSL_psk_use_session_cb_func {
    /**
     * Gives them.
     *
     * @param ssl the connection
     * @param md the hash that the key must be for; null for any, which it always is
     * @param id element 0 takes the identity; its length is the array's
     * @param sess element 0 takes a session of TLS 1.3 with a suite and a secret, which is the key;
     *     null goes on without
     * @return 1, or 0 to end the handshake
     */
    int use(SSL ssl, HashAlgorithm md, byte[][] id, SSL_SESSION[] sess);
  }

  /** Gives a server of TLS 1.3 the key of an identity. */
  @FunctionalInterface
  public interface SSL_psk_find_session_cb_func {
    /**
     * Gives it.
     *
     * @param ssl the connection
     * @param identity what the client says; it may be anything
     * @param identity_len its length
     * @param sess element 0 takes a session of TLS 1.3 with a suite and a secret, which is the key;
     *     null for an identity that nobody knows
     * @return 1, or 0 to end the handshake
     */
    int find(SSL ssl, byte[] identity, int identity_len, SSL_SESSION[] sess);
  }

  /** Sets who gives a client's key in TLS 1.3; null for nobody. */
  public static void SSL_CTX_set_psk_use_session_callback(
      SSL_CTX ctx, SSL_psk_use_session_cb_func cb) {
    ctx.pskUse = Optional.ofNullable(cb);
  }

  /** As {@link #SSL_CTX_set_psk_use_session_callback}, for one connection. */
  public static void SSL_set_psk_use_session_callback(SSL s, SSL_psk_use_session_cb_func cb) {
    s.pskUse = Optional.ofNullable(cb);
    s.useCallbacks();
  }

  /** Sets who knows a server's keys in TLS 1.3; null for nobody. */
  public static void SSL_CTX_set_psk_find_session_callback(
      SSL_CTX ctx, SSL_psk_find_session_cb_func cb) {
    ctx.pskFind = Optional.ofNullable(cb);
  }

  /** As {@link #SSL_CTX_set_psk_find_session_callback}, for one connection. */
  public static void SSL_set_psk_find_session_callback(SSL s, SSL_psk_find_session_cb_func cb) {
    s.pskFind = Optional.ofNullable(cb);
    s.useCallbacks();
  }

  /** Sets who gives identity and key; null for no suites with a key. */
  public static void SSL_CTX_set_psk_client_callback(SSL_CTX ctx, SSL_psk_client_cb_func cb) {
    ctx.pskClient = Optional.ofNullable(cb);
  }

  /** As {@link #SSL_CTX_set_psk_client_callback}, for one connection. */
  public static void SSL_set_psk_client_callback(SSL ssl, SSL_psk_client_cb_func cb) {
    ssl.pskClient(Optional.ofNullable(cb));
  }

  /** Sets who knows the keys; null for no suites with a key. */
  public static void SSL_CTX_set_psk_server_callback(SSL_CTX ctx, SSL_psk_server_cb_func cb) {
    ctx.pskServer = Optional.ofNullable(cb);
  }

  /** As {@link #SSL_CTX_set_psk_server_callback}, for one connection. */
  public static void SSL_set_psk_server_callback(SSL ssl, SSL_psk_server_cb_func cb) {
    ssl.pskServer(Optional.ofNullable(cb));
  }

  /** Sets what a server says to help its clients; null for nothing. */
  public static int SSL_CTX_use_psk_identity_hint(SSL_CTX ctx, String hint) {
    return useHint(ctx, hint);
  }

  /** As {@link #SSL_CTX_use_psk_identity_hint}, for one connection. */
  public static int SSL_use_psk_identity_hint(SSL ssl, String hint) {
    return useHint(ssl, hint);
  }

  private static int useHint(Configured to, String hint) {
    boolean fits =
        hint == null || hint.getBytes(StandardCharsets.UTF_8).length <= PSK_MAX_IDENTITY_LEN;
    if (!fits) {
      return flag(Configured.refuseReason(SslReason.DATA_LENGTH_TOO_LONG));
    }
    to.change(builder -> builder.pskIdentityHint(Optional.ofNullable(hint)));
    return 1;
  }

  /** What the server said to help its client; null for nothing. */
  public static String SSL_get_psk_identity_hint(SSL ssl) {
    return ssl.ssl().pskIdentityHint().orElse(null);
  }

  /** The identity of the key in use; null for none. */
  public static String SSL_get_psk_identity(SSL ssl) {
    return ssl.ssl().pskIdentity().orElse(null);
  }
}
