// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_CTX;
import dev.jessel.openssl.LibSslTypes.SSL_msg_cb;
import dev.jessel.openssl.LibSslTypes.SSL_servername_cb;
import dev.jessel.openssl.LibSslTypes.SSL_tlsext_debug_cb;
import dev.jessel.x509.PeerCertificate;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.DHParameterSpec;

/** What the numbers of {@link LibSslControl} stand for. */
final class Controls {
  private interface Control<T> {
    long call(T target, long larg, Object parg);
  }

  private static final Map<Integer, Control<SSL>> OF_CONNECTIONS =
      Map.ofEntries(
          Map.entry(
              LibSslControl.SSL_CTRL_SET_TMP_DH,
              (ssl, larg, parg) -> LibSsl.SSL_set_tmp_dh(ssl, (DHParameterSpec) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_NUM_RENEGOTIATIONS,
              (ssl, larg, parg) -> LibSsl.SSL_num_renegotiations(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_CLEAR_NUM_RENEGOTIATIONS,
              (ssl, larg, parg) -> LibSsl.SSL_clear_num_renegotiations(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_TOTAL_RENEGOTIATIONS,
              (ssl, larg, parg) -> LibSsl.SSL_total_renegotiations(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_RI_SUPPORT,
              (ssl, larg, parg) -> LibSsl.SSL_get_secure_renegotiation_support(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CLIENT_SIGALGS,
              (ssl, larg, parg) -> LibSsl.SSL_set1_client_sigalgs(ssl, (int[]) parg, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CLIENT_SIGALGS_LIST,
              (ssl, larg, parg) -> LibSsl.SSL_set1_client_sigalgs_list(ssl, (String) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_CLIENT_CERT_TYPES,
              (ssl, larg, parg) -> LibSsl.SSL_get0_certificate_types(ssl, (byte[][]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CLIENT_CERT_TYPES,
              (ssl, larg, parg) ->
                  LibSsl.SSL_set1_client_certificate_types(ssl, (byte[]) parg, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_PEER_TMP_KEY,
              (ssl, larg, parg) -> LibSsl.SSL_get_peer_tmp_key(ssl, (PublicKey[]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_EC_POINT_FORMATS,
              (ssl, larg, parg) -> LibSsl.SSL_get0_ec_point_formats(ssl, (byte[][]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_DH_AUTO,
              (ssl, larg, parg) -> LibSsl.SSL_set_dh_auto(ssl, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_EXTMS_SUPPORT,
              (ssl, larg, parg) -> LibSsl.SSL_get_extms_support(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_TMP_KEY,
              (ssl, larg, parg) -> LibSsl.SSL_get_tmp_key(ssl, (PublicKey[]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MSG_CALLBACK_ARG,
              (ssl, larg, parg) -> done(() -> LibSsl.SSL_set_msg_callback_arg(ssl, parg))),
          Map.entry(
              LibSslControl.SSL_CTRL_MODE, (ssl, larg, parg) -> LibSsl.SSL_set_mode(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_READ_AHEAD,
              (ssl, larg, parg) -> LibSsl.SSL_get_read_ahead(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_READ_AHEAD, (ssl, larg, parg) -> readAhead(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_MAX_CERT_LIST,
              (ssl, larg, parg) -> LibSsl.SSL_get_max_cert_list(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_CERT_LIST,
              (ssl, larg, parg) -> LibSsl.SSL_set_max_cert_list(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_SEND_FRAGMENT,
              (ssl, larg, parg) -> LibSsl.SSL_set_max_send_fragment(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_TLSEXT_HOSTNAME,
              (ssl, larg, parg) -> LibSsl.SSL_set_tlsext_host_name(ssl, (String) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_TLSEXT_DEBUG_ARG,
              (ssl, larg, parg) -> LibSsl.SSL_set_tlsext_debug_arg(ssl, parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_CLEAR_MODE,
              (ssl, larg, parg) -> LibSsl.SSL_clear_mode(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_CHAIN,
              (ssl, larg, parg) -> LibSsl.SSL_set1_chain(ssl, certificates(parg))),
          Map.entry(
              LibSslControl.SSL_CTRL_CHAIN_CERT,
              (ssl, larg, parg) -> LibSsl.SSL_add1_chain_cert(ssl, (PeerCertificate) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_GROUPS,
              (ssl, larg, parg) -> LibSsl.SSL_get1_groups(ssl, (int[]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_GROUPS,
              (ssl, larg, parg) -> LibSsl.SSL_set1_groups(ssl, (int[]) parg, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_GROUPS_LIST,
              (ssl, larg, parg) -> LibSsl.SSL_set1_groups_list(ssl, (String) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_SHARED_GROUP,
              (ssl, larg, parg) -> LibSsl.SSL_get_shared_group(ssl, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SIGALGS,
              (ssl, larg, parg) -> LibSsl.SSL_set1_sigalgs(ssl, (int[]) parg, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SIGALGS_LIST,
              (ssl, larg, parg) -> LibSsl.SSL_set1_sigalgs_list(ssl, (String) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_CERT_FLAGS,
              (ssl, larg, parg) -> LibSsl.SSL_set_cert_flags(ssl, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_CLEAR_CERT_FLAGS,
              (ssl, larg, parg) -> LibSsl.SSL_clear_cert_flags(ssl, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_BUILD_CERT_CHAIN,
              (ssl, larg, parg) -> LibSsl.SSL_build_cert_chain(ssl, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_VERIFY_CERT_STORE,
              (ssl, larg, parg) ->
                  LibSsl.SSL_set1_verify_cert_store(ssl, (LibX509Store.X509_STORE) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CHAIN_CERT_STORE,
              (ssl, larg, parg) ->
                  LibSsl.SSL_set1_chain_cert_store(ssl, (LibX509Store.X509_STORE) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_PEER_SIGNATURE_NID,
              (ssl, larg, parg) -> LibSsl.SSL_get_peer_signature_nid(ssl, (int[]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_RAW_CIPHERLIST,
              (ssl, larg, parg) -> LibSsl.SSL_get0_raw_cipherlist(ssl, (byte[][]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_CHAIN_CERTS,
              (ssl, larg, parg) -> LibSsl.SSL_get0_chain_certs(ssl, certificates(parg))),
          Map.entry(
              LibSslControl.SSL_CTRL_SELECT_CURRENT_CERT,
              (ssl, larg, parg) -> LibSsl.SSL_select_current_cert(ssl, (PeerCertificate) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CURRENT_CERT,
              (ssl, larg, parg) -> LibSsl.SSL_set_current_cert(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MIN_PROTO_VERSION,
              (ssl, larg, parg) -> LibSsl.SSL_set_min_proto_version(ssl, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_PROTO_VERSION,
              (ssl, larg, parg) -> LibSsl.SSL_set_max_proto_version(ssl, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SPLIT_SEND_FRAGMENT,
              (ssl, larg, parg) -> LibSsl.SSL_set_split_send_fragment(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_PIPELINES,
              (ssl, larg, parg) -> LibSsl.SSL_set_max_pipelines(ssl, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_MIN_PROTO_VERSION,
              (ssl, larg, parg) -> LibSsl.SSL_get_min_proto_version(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_MAX_PROTO_VERSION,
              (ssl, larg, parg) -> LibSsl.SSL_get_max_proto_version(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_SIGNATURE_NID,
              (ssl, larg, parg) -> LibSsl.SSL_get_signature_nid(ssl, (int[]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_NEGOTIATED_GROUP,
              (ssl, larg, parg) -> LibSsl.SSL_get_negotiated_group(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_RETRY_VERIFY,
              (ssl, larg, parg) -> LibSsl.SSL_set_retry_verify(ssl)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_VERIFY_CERT_STORE,
              (ssl, larg, parg) ->
                  LibSsl.SSL_get0_verify_cert_store(ssl, (LibX509Store.X509_STORE[]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_CHAIN_CERT_STORE,
              (ssl, larg, parg) ->
                  LibSsl.SSL_get0_chain_cert_store(ssl, (LibX509Store.X509_STORE[]) parg)));

  private static final Map<Integer, Control<SSL_CTX>> OF_CONTEXTS =
      Map.ofEntries(
          Map.entry(
              LibSslControl.SSL_CTRL_SET_TMP_DH,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_tmp_dh(ctx, (DHParameterSpec) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_NUMBER,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_number(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_CONNECT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_connect(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_CONNECT_GOOD,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_connect_good(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_ACCEPT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_accept(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_ACCEPT_GOOD,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_accept_good(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_HIT, (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_hits(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_CB_HIT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_cb_hits(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_MISSES,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_misses(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_TIMEOUTS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_timeouts(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_CACHE_FULL,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_cache_full(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SESS_CACHE_SIZE,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_set_cache_size(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_SESS_CACHE_SIZE,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_get_cache_size(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SESS_CACHE_MODE,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_session_cache_mode(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_SESS_CACHE_MODE,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_get_session_cache_mode(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_CONNECT_RENEGOTIATE,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_connect_renegotiate(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SESS_ACCEPT_RENEGOTIATE,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_sess_accept_renegotiate(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CLIENT_SIGALGS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set1_client_sigalgs(ctx, (int[]) parg, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CLIENT_SIGALGS_LIST,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set1_client_sigalgs_list(ctx, (String) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CLIENT_CERT_TYPES,
              (ctx, larg, parg) ->
                  LibSsl.SSL_CTX_set1_client_certificate_types(ctx, (byte[]) parg, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_DH_AUTO,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_dh_auto(ctx, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_EXTRA_CHAIN_CERT,
              (ctx, larg, parg) ->
                  LibSsl.SSL_CTX_add_extra_chain_cert(ctx, (PeerCertificate) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MSG_CALLBACK_ARG,
              (ctx, larg, parg) -> done(() -> LibSsl.SSL_CTX_set_msg_callback_arg(ctx, parg))),
          Map.entry(
              LibSslControl.SSL_CTRL_MODE, (ctx, larg, parg) -> LibSsl.SSL_CTX_set_mode(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_READ_AHEAD,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_get_read_ahead(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_READ_AHEAD, (ctx, larg, parg) -> readAhead(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_MAX_CERT_LIST,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_get_max_cert_list(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_CERT_LIST,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_max_cert_list(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_SEND_FRAGMENT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_max_send_fragment(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_TLSEXT_SERVERNAME_ARG,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_tlsext_servername_arg(ctx, parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_CLEAR_MODE,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_clear_mode(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_EXTRA_CHAIN_CERTS,
              (ctx, larg, parg) -> extraChain(ctx, larg, certificates(parg))),
          Map.entry(
              LibSslControl.SSL_CTRL_CLEAR_EXTRA_CHAIN_CERTS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_clear_extra_chain_certs(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_CHAIN,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set1_chain(ctx, certificates(parg))),
          Map.entry(
              LibSslControl.SSL_CTRL_CHAIN_CERT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_add1_chain_cert(ctx, (PeerCertificate) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_GROUPS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set1_groups(ctx, (int[]) parg, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_GROUPS_LIST,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set1_groups_list(ctx, (String) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SIGALGS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set1_sigalgs(ctx, (int[]) parg, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SIGALGS_LIST,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set1_sigalgs_list(ctx, (String) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_CERT_FLAGS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_cert_flags(ctx, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_CLEAR_CERT_FLAGS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_clear_cert_flags(ctx, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_BUILD_CERT_CHAIN,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_build_cert_chain(ctx, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_VERIFY_CERT_STORE,
              (ctx, larg, parg) ->
                  LibSsl.SSL_CTX_set1_verify_cert_store(ctx, (LibX509Store.X509_STORE) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CHAIN_CERT_STORE,
              (ctx, larg, parg) ->
                  LibSsl.SSL_CTX_set1_chain_cert_store(ctx, (LibX509Store.X509_STORE) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_CHAIN_CERTS,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_get0_chain_certs(ctx, certificates(parg))),
          Map.entry(
              LibSslControl.SSL_CTRL_SELECT_CURRENT_CERT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_select_current_cert(ctx, (PeerCertificate) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_CURRENT_CERT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_current_cert(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MIN_PROTO_VERSION,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_min_proto_version(ctx, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_PROTO_VERSION,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_max_proto_version(ctx, (int) larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_SPLIT_SEND_FRAGMENT,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_split_send_fragment(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_SET_MAX_PIPELINES,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_set_max_pipelines(ctx, larg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_MIN_PROTO_VERSION,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_get_min_proto_version(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_MAX_PROTO_VERSION,
              (ctx, larg, parg) -> LibSsl.SSL_CTX_get_max_proto_version(ctx)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_VERIFY_CERT_STORE,
              (ctx, larg, parg) ->
                  LibSsl.SSL_CTX_get0_verify_cert_store(ctx, (LibX509Store.X509_STORE[]) parg)),
          Map.entry(
              LibSslControl.SSL_CTRL_GET_CHAIN_CERT_STORE,
              (ctx, larg, parg) ->
                  LibSsl.SSL_CTX_get0_chain_cert_store(ctx, (LibX509Store.X509_STORE[]) parg)));

  private Controls() {}

  static long connection(SSL ssl, int cmd, long larg, Object parg) {
    return OF_CONNECTIONS.getOrDefault(cmd, (to, number, object) -> 0).call(ssl, larg, parg);
  }

  static long context(SSL_CTX ctx, int cmd, long larg, Object parg) {
    return OF_CONTEXTS.getOrDefault(cmd, (to, number, object) -> 0).call(ctx, larg, parg);
  }

  static long callback(SSL ssl, int cmd, Object fp) {
    return switch (cmd) {
      case LibSslControl.SSL_CTRL_SET_MSG_CALLBACK ->
          done(() -> LibSsl.SSL_set_msg_callback(ssl, (SSL_msg_cb) fp));
      case LibSslControl.SSL_CTRL_SET_TLSEXT_DEBUG_CB ->
          LibSsl.SSL_set_tlsext_debug_callback(ssl, (SSL_tlsext_debug_cb) fp);
      default -> 0;
    };
  }

  static long callback(SSL_CTX ctx, int cmd, Object fp) {
    return switch (cmd) {
      case LibSslControl.SSL_CTRL_SET_MSG_CALLBACK ->
          done(() -> LibSsl.SSL_CTX_set_msg_callback(ctx, (SSL_msg_cb) fp));
      case LibSslControl.SSL_CTRL_SET_TLSEXT_SERVERNAME_CB ->
          LibSsl.SSL_CTX_set_tlsext_servername_callback(ctx, (SSL_servername_cb) fp);
      default -> 0;
    };
  }

  private static long done(Runnable call) {
    call.run();
    return 1;
  }

  private static long readAhead(SSL ssl, long yes) {
    long before = LibSsl.SSL_get_read_ahead(ssl);
    LibSsl.SSL_set_read_ahead(ssl, (int) yes);
    return before;
  }

  private static long readAhead(SSL_CTX ctx, long yes) {
    long before = LibSsl.SSL_CTX_get_read_ahead(ctx);
    LibSsl.SSL_CTX_set_read_ahead(ctx, (int) yes);
    return before;
  }

  private static long extraChain(SSL_CTX ctx, long only, List<PeerCertificate> sk) {
    return only == 0
        ? LibSsl.SSL_CTX_get_extra_chain_certs(ctx, sk)
        : LibSsl.SSL_CTX_get_extra_chain_certs_only(ctx, sk);
  }

  /** A list for certificates: the caller's own one, so that it can be filled. */
  @SuppressWarnings("unchecked") // as in C, where nothing says what a stack holds either
  private static List<PeerCertificate> certificates(Object parg) {
    return parg == null ? new ArrayList<>() : (List<PeerCertificate>) parg;
  }
}
