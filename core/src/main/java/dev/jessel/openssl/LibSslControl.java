// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

/**
 * The calls behind libssl's macros: a number says what is meant. A number that is not known here
 * gives 0. An argument of another type than the macro's function has throws {@link
 * ClassCastException}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_ctrl/">SSL_CTX_ctrl(3)</a>
 */
public class LibSslControl extends LibSslSessions {
  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_TMP_DH = 3;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_NUM_RENEGOTIATIONS = 10;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_CLEAR_NUM_RENEGOTIATIONS = 11;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_TOTAL_RENEGOTIATIONS = 12;

  /** {@code SSL_set_msg_callback}. */
  public static final int SSL_CTRL_SET_MSG_CALLBACK = 15;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SESS_CONNECT_RENEGOTIATE = 23;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SESS_ACCEPT_RENEGOTIATE = 26;

  /** {@code SSL_CTX_set_tlsext_servername_callback}. */
  public static final int SSL_CTRL_SET_TLSEXT_SERVERNAME_CB = 53;

  /** {@code SSL_set_tlsext_debug_callback}. */
  public static final int SSL_CTRL_SET_TLSEXT_DEBUG_CB = 56;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_EXTRA_CHAIN_CERT = 14;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_MSG_CALLBACK_ARG = 16;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_MODE = 33;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_READ_AHEAD = 40;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_READ_AHEAD = 41;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_MAX_SEND_FRAGMENT = 52;

  /** {@link LibSsl#SSL_get_max_cert_list}. */
  public static final int SSL_CTRL_GET_MAX_CERT_LIST = 50;

  /** {@link LibSsl#SSL_set_max_cert_list}. */
  public static final int SSL_CTRL_SET_MAX_CERT_LIST = 51;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_TLSEXT_SERVERNAME_ARG = 54;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_TLSEXT_HOSTNAME = 55;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_TLSEXT_DEBUG_ARG = 57;

  /** {@link LibSsl#SSL_get_secure_renegotiation_support}. */
  public static final int SSL_CTRL_GET_RI_SUPPORT = 76;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_CLEAR_MODE = 78;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_EXTRA_CHAIN_CERTS = 82;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_CLEAR_EXTRA_CHAIN_CERTS = 83;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_CHAIN = 88;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_CHAIN_CERT = 89;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_GROUPS = 90;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_GROUPS = 91;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_GROUPS_LIST = 92;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_SHARED_GROUP = 93;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_SIGALGS = 97;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_SIGALGS_LIST = 98;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_CERT_FLAGS = 99;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_CLEAR_CERT_FLAGS = 100;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_CLIENT_SIGALGS = 101;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_CLIENT_SIGALGS_LIST = 102;

  /** {@link LibSsl#SSL_get0_certificate_types}. */
  public static final int SSL_CTRL_GET_CLIENT_CERT_TYPES = 103;

  /** {@link LibSsl#SSL_set1_client_certificate_types}. */
  public static final int SSL_CTRL_SET_CLIENT_CERT_TYPES = 104;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_BUILD_CERT_CHAIN = 105;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_VERIFY_CERT_STORE = 106;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_CHAIN_CERT_STORE = 107;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_PEER_SIGNATURE_NID = 108;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_PEER_TMP_KEY = 109;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_RAW_CIPHERLIST = 110;

  /** {@link LibSsl#SSL_get0_ec_point_formats}. */
  public static final int SSL_CTRL_GET_EC_POINT_FORMATS = 111;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_CHAIN_CERTS = 115;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SELECT_CURRENT_CERT = 116;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_CURRENT_CERT = 117;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_DH_AUTO = 118;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_EXTMS_SUPPORT = 122;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_MIN_PROTO_VERSION = 123;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_MAX_PROTO_VERSION = 124;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_SPLIT_SEND_FRAGMENT = 125;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_MAX_PIPELINES = 126;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_MIN_PROTO_VERSION = 130;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_MAX_PROTO_VERSION = 131;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_SIGNATURE_NID = 132;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_TMP_KEY = 133;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_NEGOTIATED_GROUP = 134;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_SET_RETRY_VERIFY = 136;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_VERIFY_CERT_STORE = 137;

  /** As the function of this name, less its prefix. */
  public static final int SSL_CTRL_GET_CHAIN_CERT_STORE = 138;

  /** {@link LibSsl#SSL_CTX_sess_number}. */
  public static final int SSL_CTRL_SESS_NUMBER = 20;

  /** {@link LibSsl#SSL_CTX_sess_connect}. */
  public static final int SSL_CTRL_SESS_CONNECT = 21;

  /** {@link LibSsl#SSL_CTX_sess_connect_good}. */
  public static final int SSL_CTRL_SESS_CONNECT_GOOD = 22;

  /** {@link LibSsl#SSL_CTX_sess_accept}. */
  public static final int SSL_CTRL_SESS_ACCEPT = 24;

  /** {@link LibSsl#SSL_CTX_sess_accept_good}. */
  public static final int SSL_CTRL_SESS_ACCEPT_GOOD = 25;

  /** {@link LibSsl#SSL_CTX_sess_hits}. */
  public static final int SSL_CTRL_SESS_HIT = 27;

  /** {@link LibSsl#SSL_CTX_sess_cb_hits}. */
  public static final int SSL_CTRL_SESS_CB_HIT = 28;

  /** {@link LibSsl#SSL_CTX_sess_misses}. */
  public static final int SSL_CTRL_SESS_MISSES = 29;

  /** {@link LibSsl#SSL_CTX_sess_timeouts}. */
  public static final int SSL_CTRL_SESS_TIMEOUTS = 30;

  /** {@link LibSsl#SSL_CTX_sess_cache_full}. */
  public static final int SSL_CTRL_SESS_CACHE_FULL = 31;

  /** {@link LibSsl#SSL_CTX_sess_set_cache_size}. */
  public static final int SSL_CTRL_SET_SESS_CACHE_SIZE = 42;

  /** {@link LibSsl#SSL_CTX_sess_get_cache_size}. */
  public static final int SSL_CTRL_GET_SESS_CACHE_SIZE = 43;

  /** {@link LibSsl#SSL_CTX_set_session_cache_mode}. */
  public static final int SSL_CTRL_SET_SESS_CACHE_MODE = 44;

  /** {@link LibSsl#SSL_CTX_get_session_cache_mode}. */
  public static final int SSL_CTRL_GET_SESS_CACHE_MODE = 45;

  LibSslControl() {}

  /**
   * Does what the macro with this number does.
   *
   * @param cmd {@code SSL_CTRL_...}
   * @param larg the macro's number, if it has one
   * @param parg the macro's object, if it has one
   */
  public static long SSL_ctrl(SSL ssl, int cmd, long larg, Object parg) {
    return Controls.connection(ssl, cmd, larg, parg);
  }

  /** As {@link #SSL_ctrl}, for a context. */
  public static long SSL_CTX_ctrl(SSL_CTX ctx, int cmd, long larg, Object parg) {
    return Controls.context(ctx, cmd, larg, parg);
  }

  /**
   * Sets a callback.
   *
   * @param cmd {@code SSL_CTRL_...}
   * @return 1, or 0 for a number that is not known here
   */
  public static long SSL_callback_ctrl(SSL ssl, int cmd, Object fp) {
    return Controls.callback(ssl, cmd, fp);
  }

  /** As {@link #SSL_callback_ctrl}, for a context. */
  public static long SSL_CTX_callback_ctrl(SSL_CTX ctx, int cmd, Object fp) {
    return Controls.callback(ctx, cmd, fp);
  }
}
