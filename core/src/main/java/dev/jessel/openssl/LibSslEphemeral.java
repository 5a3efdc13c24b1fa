// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.security.PublicKey;
import java.util.Optional;
import javax.crypto.interfaces.DHKey;
import javax.crypto.spec.DHParameterSpec;

/**
 * The keys that serve one handshake alone. A group for DHE suites is what {@code javax.crypto} has
 * for it, a {@code DHParameterSpec} or a key with one.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_tmp_dh_callback/">
 *     SSL_CTX_set_tmp_dh_callback(3)</a>
 */
public class LibSslEphemeral extends LibSslGroups {
  LibSslEphemeral() {}

  /** Says which group a server uses. */
  @FunctionalInterface
  public interface SSL_tmp_dh_cb {
    /**
     * Says it.
     *
     * @param ssl the server
     * @param is_export 0
     * @param keylength 1024; choose by {@link LibSsl#SSL_get_security_level} instead
     * @return the group; null for one of RFC 7919
     */
    DHParameterSpec parameters(SSL ssl, int is_export, int keylength);
  }

  // ---- The group of DHE suites

  /**
   * Has a server use the group of a key.
   *
   * @param dhpkey null to forget what was set
   * @return 1, or 0 when the security level asks for a larger group
   */
  public static int SSL_CTX_set0_tmp_dh_pkey(SSL_CTX ctx, DHKey dhpkey) {
    return setGroup(ctx, dhpkey == null ? null : dhpkey.getParams());
  }

  /** As {@link #SSL_CTX_set0_tmp_dh_pkey}, for one connection. */
  public static int SSL_set0_tmp_dh_pkey(SSL ssl, DHKey dhpkey) {
    return setGroup(ssl, dhpkey == null ? null : dhpkey.getParams());
  }

  /** As {@link #SSL_CTX_set0_tmp_dh_pkey}, with the group alone. */
  public static int SSL_CTX_set_tmp_dh(SSL_CTX ctx, DHParameterSpec dh) {
    return setGroup(ctx, dh);
  }

  /** As {@link #SSL_CTX_set0_tmp_dh_pkey}, for one connection and with the group alone. */
  public static int SSL_set_tmp_dh(SSL ssl, DHParameterSpec dh) {
    return setGroup(ssl, dh);
  }

  /**
   * Has a server use the groups of RFC 7919, whatever group was set. They serve by default, too,
   * where nothing was set; libssl has no DHE suites then.
   *
   * @param onoff 0 to use again what was set
   */
  public static int SSL_CTX_set_dh_auto(SSL_CTX ctx, int onoff) {
    ctx.dh(ctx.dh().automatic(onoff != 0));
    return 1;
  }

  /** As {@link #SSL_CTX_set_dh_auto}, for one connection. */
  public static int SSL_set_dh_auto(SSL ssl, int onoff) {
    ssl.dh(ssl.dh().automatic(onoff != 0));
    return 1;
  }

  /** Sets who is asked for the group where none was set, once before each first handshake. */
  public static void SSL_CTX_set_tmp_dh_callback(SSL_CTX ctx, SSL_tmp_dh_cb dh) {
    ctx.dh(ctx.dh().callback(Optional.ofNullable(dh)));
  }

  /** As {@link #SSL_CTX_set_tmp_dh_callback}, for one connection. */
  public static void SSL_set_tmp_dh_callback(SSL ssl, SSL_tmp_dh_cb dh) {
    ssl.dh(ssl.dh().callback(Optional.ofNullable(dh)));
  }

  private static int setGroup(Configured to, DHParameterSpec group) {
    return flag(to.dhGroup(Optional.ofNullable(group).map(DhSettings::of)));
  }

  // ---- The keys

  /**
   * The peer's public key of the key exchange.
   *
   * @param key element 0 gets it
   * @return 1, or 0 when there was no such exchange, or one of ML-KEM, for which Java has no keys
   */
  public static int SSL_get_peer_tmp_key(SSL ssl, PublicKey[] key) {
    return tell(ssl.ssl().peerTemporaryKey(), key);
  }

  /** Old name of {@link #SSL_get_peer_tmp_key}. */
  public static int SSL_get_server_tmp_key(SSL ssl, PublicKey[] key) {
    return SSL_get_peer_tmp_key(ssl, key);
  }

  /** This side's public key of the key exchange, as {@link #SSL_get_peer_tmp_key}. */
  public static int SSL_get_tmp_key(SSL ssl, PublicKey[] key) {
    return tell(ssl.ssl().temporaryKey(), key);
  }

  private static int tell(Optional<PublicKey> found, PublicKey[] key) {
    found.ifPresent(one -> key[0] = one);
    return flag(found.isPresent());
  }
}
