// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.TrustAnchors;
import java.util.List;
import java.util.Optional;

/**
 * Verification of the peer: whether, by whom, and what came of it. Stores are shared, never copied.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_verify/">SSL_CTX_set_verify(3)</a>
 */
public class LibSslVerify extends LibSslIssuers {
  LibSslVerify() {}

  // ---- Contexts

  /**
   * Sets whether the peer is verified, {@code SSL_VERIFY_...}, and who has the last word; null for
   * nobody.
   */
  public static void SSL_CTX_set_verify(SSL_CTX ctx, int mode, SSL_verify_cb callback) {
    ctx.verify(mode, Optional.ofNullable(callback));
  }

  /** Whether the peer is verified, {@code SSL_VERIFY_...}. */
  public static int SSL_CTX_get_verify_mode(SSL_CTX ctx) {
    return ctx.verifyMode;
  }

  /** Who has the last word about certificates; null for nobody. */
  public static SSL_verify_cb SSL_CTX_get_verify_callback(SSL_CTX ctx) {
    return ctx.verifyCallback.orElse(null);
  }

  /** Sets the most intermediate certificates of a chain. */
  public static void SSL_CTX_set_verify_depth(SSL_CTX ctx, int depth) {
    ctx.verifyDepth(depth);
  }

  /** The most intermediate certificates of a chain; -1 when not set. */
  public static int SSL_CTX_get_verify_depth(SSL_CTX ctx) {
    return ctx.parameters().depth();
  }

  /** Has the application verify in place of the library. */
  public static void SSL_CTX_set_cert_verify_callback(
      SSL_CTX ctx, SSL_cert_verify_cb callback, Object arg) {
    ctx.certVerifyCallback = Optional.ofNullable(callback);
    ctx.certVerifyArgument = arg;
  }

  /** Trusts the certificates of a file and of a directory; null for none. */
  public static int SSL_CTX_load_verify_locations(SSL_CTX ctx, String CAfile, String CApath) {
    if (CAfile == null && CApath == null) {
      return 0;
    }
    return flag(
        (CAfile == null || ctx.trustFile(CAfile))
            && (CApath == null || ctx.trustDirectory(CApath)));
  }

  /** Trusts the certificates of a file. */
  public static int SSL_CTX_load_verify_file(SSL_CTX ctx, String CAfile) {
    return flag(ctx.trustFile(CAfile));
  }

  /** Trusts the certificates of a directory. */
  public static int SSL_CTX_load_verify_dir(SSL_CTX ctx, String CApath) {
    return flag(ctx.trustDirectory(CApath));
  }

  /** Trusts whom the system trusts. */
  public static int SSL_CTX_set_default_verify_paths(SSL_CTX ctx) {
    return flag(ctx.trustSystem());
  }

  /** Whom the context trusts; what is added to it counts at once. */
  public static X509_STORE SSL_CTX_get_cert_store(SSL_CTX ctx) {
    return ctx.trust();
  }

  /** Sets whom the context trusts. */
  public static void SSL_CTX_set_cert_store(SSL_CTX ctx, X509_STORE store) {
    ctx.trust(store);
  }

  /** Trusts the certificates of a store: a file or a directory, as a path or as a URI. */
  public static int SSL_CTX_load_verify_store(SSL_CTX ctx, String CAstore) {
    return flag(ctx.trustStore(CAstore));
  }

  /** Trusts the certificates of the system's file, if there is one. */
  public static int SSL_CTX_set_default_verify_file(SSL_CTX ctx) {
    return flag(ctx.trustMore(TrustAnchors::systemFile));
  }

  /** Trusts the certificates of the system's directory, if there is one. */
  public static int SSL_CTX_set_default_verify_dir(SSL_CTX ctx) {
    return flag(ctx.trustMore(TrustAnchors::systemDirectory));
  }

  /** As {@link #SSL_CTX_set_default_verify_dir}: the system's store is its directory. */
  public static int SSL_CTX_set_default_verify_store(SSL_CTX ctx) {
    return SSL_CTX_set_default_verify_dir(ctx);
  }

  /** As {@link #SSL_CTX_set_cert_store}: references are the garbage collector's. */
  public static void SSL_CTX_set1_cert_store(SSL_CTX ctx, X509_STORE store) {
    SSL_CTX_set_cert_store(ctx, store);
  }

  /** Whether a client of TLS 1.3 lets itself be asked for a certificate after the handshake. */
  public static void SSL_CTX_set_post_handshake_auth(SSL_CTX ctx, int val) {
    ctx.change(builder -> builder.postHandshakeAuth(val != 0));
  }

  /** Whether a client of TLS 1.3 lets itself be asked for a certificate after the handshake. */
  public static void SSL_set_post_handshake_auth(SSL ssl, int val) {
    ssl.change(builder -> builder.postHandshakeAuth(val != 0));
  }

  /** Has the next call of any kind ask the client for its certificate, in TLS 1.3. */
  public static int SSL_verify_client_post_handshake(SSL ssl) {
    int asked = ssl.calls().requestClientCertificate();
    ssl.leave(asked);
    return asked;
  }

  // ---- Parameters

  /** The parameters, which are live: what is set on them holds. */
  public static X509_VERIFY_PARAM SSL_CTX_get0_param(SSL_CTX ctx) {
    return ctx.parameters();
  }

  /** Takes over parameters. */
  public static int SSL_CTX_set1_param(SSL_CTX ctx, X509_VERIFY_PARAM vpm) {
    ctx.parameters().copyFrom(vpm);
    return 1;
  }

  /** Sets what the peer is, {@code X509_PURPOSE_SSL_...}, in place of what the role says. */
  public static int SSL_CTX_set_purpose(SSL_CTX ctx, int purpose) {
    return flag(ctx.parameters().purpose(purpose));
  }

  /** Sets what anchors must be trusted for, which those without trust settings always are. */
  public static int SSL_CTX_set_trust(SSL_CTX ctx, int trust) {
    return flag(ctx.parameters().trust(trust));
  }

  /** The parameters, which are live: what is set on them holds. */
  public static X509_VERIFY_PARAM SSL_get0_param(SSL ssl) {
    return ssl.parameters();
  }

  /** Takes over parameters. */
  public static int SSL_set1_param(SSL ssl, X509_VERIFY_PARAM vpm) {
    ssl.parameters().copyFrom(vpm);
    return 1;
  }

  /** Sets what the peer is, {@code X509_PURPOSE_SSL_...}, in place of what the role says. */
  public static int SSL_set_purpose(SSL ssl, int purpose) {
    return flag(ssl.parameters().purpose(purpose));
  }

  /** Sets what anchors must be trusted for, which those without trust settings always are. */
  public static int SSL_set_trust(SSL ssl, int trust) {
    return flag(ssl.parameters().trust(trust));
  }

  /** Sets how names are compared, {@code X509_CHECK_FLAG_...}. */
  public static void SSL_set_hostflags(SSL ssl, int flags) {
    ssl.parameters().hostFlags(flags);
  }

  // ---- Stores

  /** Sets whom paths must end at, in place of the context's store; null for that one. */
  public static int SSL_CTX_set0_verify_cert_store(SSL_CTX ctx, X509_STORE st) {
    ctx.verifyStore(st);
    return 1;
  }

  /** As {@link #SSL_CTX_set0_verify_cert_store}: references are the garbage collector's. */
  public static int SSL_CTX_set1_verify_cert_store(SSL_CTX ctx, X509_STORE st) {
    return SSL_CTX_set0_verify_cert_store(ctx, st);
  }

  /** Gets what {@link #SSL_CTX_set0_verify_cert_store} set; null for nothing. */
  public static int SSL_CTX_get0_verify_cert_store(SSL_CTX ctx, X509_STORE[] st) {
    st[0] = ctx.certificates().verifyStore().orElse(null);
    return 1;
  }

  /** Sets whom own chains are completed from, in place of the context's store. */
  public static int SSL_CTX_set0_chain_cert_store(SSL_CTX ctx, X509_STORE st) {
    ctx.certificates().chainStore(Optional.ofNullable(st));
    return 1;
  }

  /** As {@link #SSL_CTX_set0_chain_cert_store}: references are the garbage collector's. */
  public static int SSL_CTX_set1_chain_cert_store(SSL_CTX ctx, X509_STORE st) {
    return SSL_CTX_set0_chain_cert_store(ctx, st);
  }

  /** Gets what {@link #SSL_CTX_set0_chain_cert_store} set; null for nothing. */
  public static int SSL_CTX_get0_chain_cert_store(SSL_CTX ctx, X509_STORE[] st) {
    st[0] = ctx.certificates().chainStore().orElse(null);
    return 1;
  }

  /** Sets whom paths must end at, in place of the context's store; null for that one. */
  public static int SSL_set0_verify_cert_store(SSL ssl, X509_STORE st) {
    ssl.verifyStore(st);
    return 1;
  }

  /** As {@link #SSL_set0_verify_cert_store}: references are the garbage collector's. */
  public static int SSL_set1_verify_cert_store(SSL ssl, X509_STORE st) {
    return SSL_set0_verify_cert_store(ssl, st);
  }

  /** Gets what {@link #SSL_set0_verify_cert_store} set; null for nothing. */
  public static int SSL_get0_verify_cert_store(SSL ssl, X509_STORE[] st) {
    st[0] = ssl.certificates().verifyStore().orElse(null);
    return 1;
  }

  /** Sets whom own chains are completed from, in place of the context's store. */
  public static int SSL_set0_chain_cert_store(SSL ssl, X509_STORE st) {
    ssl.certificates().chainStore(Optional.ofNullable(st));
    return 1;
  }

  /** As {@link #SSL_set0_chain_cert_store}: references are the garbage collector's. */
  public static int SSL_set1_chain_cert_store(SSL ssl, X509_STORE st) {
    return SSL_set0_chain_cert_store(ssl, st);
  }

  /** Gets what {@link #SSL_set0_chain_cert_store} set; null for nothing. */
  public static int SSL_get0_chain_cert_store(SSL ssl, X509_STORE[] st) {
    st[0] = ssl.certificates().chainStore().orElse(null);
    return 1;
  }

  // ---- Connections

  /**
   * Sets whether the peer is verified, {@code SSL_VERIFY_...}, and who has the last word; null for
   * nobody.
   */
  public static void SSL_set_verify(SSL ssl, int mode, SSL_verify_cb callback) {
    ssl.verify(mode, Optional.ofNullable(callback));
  }

  /** Whether the peer is verified, {@code SSL_VERIFY_...}. */
  public static int SSL_get_verify_mode(SSL ssl) {
    return ssl.verifyMode;
  }

  /** Who has the last word about certificates; null for nobody. */
  public static SSL_verify_cb SSL_get_verify_callback(SSL ssl) {
    return ssl.verifyCallback.orElse(null);
  }

  /** Sets the most intermediate certificates of a chain. */
  public static void SSL_set_verify_depth(SSL ssl, int depth) {
    ssl.verifyDepth(depth);
  }

  /** The most intermediate certificates of a chain; -1 when not set. */
  public static int SSL_get_verify_depth(SSL ssl) {
    return ssl.parameters().depth();
  }

  /** Sets the host name or IP address that the peer's certificate must have; null for any. */
  public static int SSL_set1_host(SSL ssl, String host) {
    ssl.parameters().forgetHosts(any -> true);
    return host == null ? 1 : SSL_add1_host(ssl, host);
  }

  /** Adds a host name or IP address that the peer's certificate may have. */
  public static int SSL_add1_host(SSL ssl, String host) {
    return flag(ssl.parameters().addHost(host, any -> true));
  }

  /** Sets the host name that the peer's certificate must have; null for any. */
  public static int SSL_set1_dnsname(SSL ssl, String dnsname) {
    ssl.parameters().forgetHosts(name -> !name.isAddress());
    return dnsname == null ? 1 : SSL_add1_dnsname(ssl, dnsname);
  }

  /** Adds a host name that the peer's certificate may have. */
  public static int SSL_add1_dnsname(SSL ssl, String dnsname) {
    return flag(ssl.parameters().addHost(dnsname, name -> !name.isAddress()));
  }

  /** Sets the IP address that the peer's certificate must have; null for any. */
  public static int SSL_set1_ipaddr(SSL ssl, String address) {
    ssl.parameters().forgetHosts(PeerName::isAddress);
    return address == null ? 1 : SSL_add1_ipaddr(ssl, address);
  }

  /** Adds an IP address that the peer's certificate may have. */
  public static int SSL_add1_ipaddr(SSL ssl, String address) {
    return flag(ssl.parameters().addHost(address, PeerName::isAddress));
  }

  /** The name in the peer's certificate that matched; null when none did, or none was set. */
  public static String SSL_get0_peername(SSL ssl) {
    return ssl.parameters().peerName().orElse(null);
  }

  /** What was found about the peer's certificate, {@code X509_V_...}; OK when it showed none. */
  public static int SSL_get_verify_result(SSL ssl) {
    return ssl.judge().result().orElse(X509_V_OK);
  }

  /** Sets what {@link #SSL_get_verify_result} says. */
  public static void SSL_set_verify_result(SSL ssl, int result) {
    ssl.judge().result(result);
  }

  /** In a verify callback: ask again later ({@link #SSL_ERROR_WANT_RETRY_VERIFY}). */
  public static int SSL_set_retry_verify(SSL ssl) {
    ssl.judge().retry();
    return 1;
  }

  /** The index under which a verify callback finds the connection. */
  public static int SSL_get_ex_data_X509_STORE_CTX_idx() {
    return 0;
  }

  /** The peer's certificate; null when it showed none. */
  public static PeerCertificate SSL_get0_peer_certificate(SSL ssl) {
    return ssl.ssl().peerCertificates().stream().findFirst().orElse(null);
  }

  /** As {@link #SSL_get0_peer_certificate}. */
  public static PeerCertificate SSL_get1_peer_certificate(SSL ssl) {
    return SSL_get0_peer_certificate(ssl);
  }

  /** As {@link #SSL_get0_peer_certificate}. */
  public static PeerCertificate SSL_get_peer_certificate(SSL ssl) {
    return SSL_get0_peer_certificate(ssl);
  }

  /** What the peer sent, its own certificate first; null when it sent none. */
  public static List<PeerCertificate> SSL_get_peer_cert_chain(SSL ssl) {
    List<PeerCertificate> chain = ssl.ssl().peerCertificates();
    return chain.isEmpty() ? null : chain;
  }

  /** The chain up to the trust anchor; null unless verified. */
  public static List<PeerCertificate> SSL_get0_verified_chain(SSL ssl) {
    List<PeerCertificate> chain = ssl.ssl().verifiedChain();
    return chain.isEmpty() ? null : chain;
  }
}
