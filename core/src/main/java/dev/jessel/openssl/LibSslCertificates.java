// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Certificates, keys and chains. Setters return 1, or 0 with an entry in the error queue. Where C
 * gives a stack through a pointer, a list is filled.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_use_certificate/">
 *     SSL_CTX_use_certificate(3)</a>
 */
public class LibSslCertificates extends LibSslSecrets {
  // ---- SSL_CTX_set_cert_flags

  /** The whole chain must suit the peer, not only the certificate. */
  public static final int SSL_CERT_FLAG_TLS_STRICT = ChainCheck.STRICT;

  // ---- SSL_CTX_build_cert_chain

  /** The issuers that are there may be used. */
  public static final int SSL_BUILD_CHAIN_FLAG_UNTRUSTED = 0x1;

  /** The root is left out. */
  public static final int SSL_BUILD_CHAIN_FLAG_NO_ROOT = 0x2;

  /** The issuers that are there are ordered and checked; no others are used. */
  public static final int SSL_BUILD_CHAIN_FLAG_CHECK = 0x4;

  /** A chain that cannot be completed is no error. */
  public static final int SSL_BUILD_CHAIN_FLAG_IGNORE_ERROR = 0x8;

  /** With the former: nothing is left in the error queue. */
  public static final int SSL_BUILD_CHAIN_FLAG_CLEAR_ERROR = 0x10;

  // ---- SSL_set_current_cert

  /** The first that has a key. */
  public static final long SSL_CERT_SET_FIRST = 1;

  /** The next that has a key. */
  public static final long SSL_CERT_SET_NEXT = 2;

  /** The one that a server shows. */
  public static final long SSL_CERT_SET_SERVER = 3;

  // ---- SSL_check_chain

  /** The certificate can be used. */
  public static final int CERT_PKEY_VALID = 0x1;

  /** It can sign the handshake. */
  public static final int CERT_PKEY_SIGN = 0x2;

  /** The peer takes the signature in it. */
  public static final int CERT_PKEY_EE_SIGNATURE = 0x10;

  /** The peer takes the signatures in its issuers. */
  public static final int CERT_PKEY_CA_SIGNATURE = 0x20;

  /** The peer takes its key. */
  public static final int CERT_PKEY_EE_PARAM = 0x40;

  /** The peer takes the keys of its issuers. */
  public static final int CERT_PKEY_CA_PARAM = 0x80;

  /** The peer has named an algorithm that it can sign with. */
  public static final int CERT_PKEY_EXPLICIT_SIGN = 0x100;

  /** The peer takes its issuer. */
  public static final int CERT_PKEY_ISSUER_NAME = 0x200;

  /** The peer takes this kind of certificate. */
  public static final int CERT_PKEY_CERT_TYPE = 0x400;

  LibSslCertificates() {}

  // ---- Certificates and keys

  /** Reads certificates, the one of the key first. The type of the file is found out. */
  public static int SSL_CTX_use_certificate_chain_file(SSL_CTX ctx, String file) {
    return flag(ctx.chainFile(file, false));
  }

  /** Reads one certificate, {@code SSL_FILETYPE_...}. */
  public static int SSL_CTX_use_certificate_file(SSL_CTX ctx, String file, int type) {
    return flag(isFileType(type) && ctx.chainFile(file, true));
  }

  /** Reads the key of the certificate, {@code SSL_FILETYPE_...}. */
  public static int SSL_CTX_use_PrivateKey_file(SSL_CTX ctx, String file, int type) {
    return flag(isFileType(type) && ctx.keyFile(file));
  }

  /** Sets the certificate. */
  public static int SSL_CTX_use_certificate(SSL_CTX ctx, PeerCertificate x) {
    return flag(ctx.chain(List.of(x)));
  }

  /** Sets the key of the certificate. */
  public static int SSL_CTX_use_PrivateKey(SSL_CTX ctx, PrivateKey pkey) {
    return flag(ctx.key(pkey));
  }

  /** Adds an issuer behind the certificate. */
  public static int SSL_CTX_add1_chain_cert(SSL_CTX ctx, PeerCertificate x) {
    return flag(ctx.issuer(x));
  }

  /** 1 when certificate and key are there; that they fit was checked when they came. */
  public static int SSL_CTX_check_private_key(SSL_CTX ctx) {
    return flag(hasBoth(ctx.credentials()));
  }

  /** Sets who knows the passwords of keys. */
  public static void SSL_CTX_set_default_passwd_cb(SSL_CTX ctx, PEM_password_cb cb) {
    ctx.passwordCallback = Optional.ofNullable(cb);
  }

  /** Sets what the password callback is told. */
  public static void SSL_CTX_set_default_passwd_cb_userdata(SSL_CTX ctx, Object u) {
    ctx.passwordArgument = u;
  }

  /** The certificate that was set last; null for none. */
  public static PeerCertificate SSL_CTX_get0_certificate(SSL_CTX ctx) {
    return ctx.credentials().certificate().orElse(null);
  }

  /** The key that was set last; null for none. */
  public static PrivateKey SSL_CTX_get0_privatekey(SSL_CTX ctx) {
    return ctx.credentials().privateKey().orElse(null);
  }

  /** Reads certificates, the one of the key first. The type of the file is found out. */
  public static int SSL_use_certificate_chain_file(SSL ssl, String file) {
    return flag(ssl.chainFile(file, false));
  }

  /** Reads one certificate, {@code SSL_FILETYPE_...}. */
  public static int SSL_use_certificate_file(SSL ssl, String file, int type) {
    return flag(isFileType(type) && ssl.chainFile(file, true));
  }

  /** Reads the key of the certificate, {@code SSL_FILETYPE_...}. */
  public static int SSL_use_PrivateKey_file(SSL ssl, String file, int type) {
    return flag(isFileType(type) && ssl.keyFile(file));
  }

  /** Sets the certificate. */
  public static int SSL_use_certificate(SSL ssl, PeerCertificate x) {
    return flag(ssl.chain(List.of(x)));
  }

  /** Sets the key of the certificate. */
  public static int SSL_use_PrivateKey(SSL ssl, PrivateKey pkey) {
    return flag(ssl.key(pkey));
  }

  /** Adds an issuer behind the certificate. */
  public static int SSL_add1_chain_cert(SSL ssl, PeerCertificate x) {
    return flag(ssl.issuer(x));
  }

  /** 1 when certificate and key are there; that they fit was checked when they came. */
  public static int SSL_check_private_key(SSL ssl) {
    return flag(hasBoth(ssl.credentials()));
  }

  /** Sets who knows the passwords of keys. */
  public static void SSL_set_default_passwd_cb(SSL ssl, PEM_password_cb cb) {
    ssl.passwordCallback = Optional.ofNullable(cb);
  }

  /** Sets what the password callback is told. */
  public static void SSL_set_default_passwd_cb_userdata(SSL ssl, Object u) {
    ssl.passwordArgument = u;
  }

  /** The certificate that we showed, or would; null for none. */
  public static PeerCertificate SSL_get_certificate(SSL ssl) {
    return ssl.ssl()
        .credential()
        .map(Credential::leaf)
        .or(() -> ssl.credentials().certificate())
        .orElse(null);
  }

  /** The key of our certificate; null for none. */
  public static PrivateKey SSL_get_privatekey(SSL ssl) {
    return ssl.credentials().privateKey().orElse(null);
  }

  /** Forgets all certificates and keys. */
  public static void SSL_certs_clear(SSL ssl) {
    ssl.forgetCredentials();
  }

  /** Reads a certificate from DER. */
  public static int SSL_CTX_use_certificate_ASN1(SSL_CTX ctx, int len, byte[] d) {
    return flag(ctx.chainBytes(Arrays.copyOf(d, len)));
  }

  /** Reads a certificate from DER. */
  public static int SSL_use_certificate_ASN1(SSL ssl, byte[] d, int len) {
    return flag(ssl.chainBytes(Arrays.copyOf(d, len)));
  }

  /**
   * Reads a key from DER.
   *
   * @param pk the kind of key; it is found out
   */
  public static int SSL_CTX_use_PrivateKey_ASN1(int pk, SSL_CTX ctx, byte[] d, long len) {
    return flag(ctx.keyBytes(Arrays.copyOf(d, (int) len)));
  }

  /** As {@link #SSL_CTX_use_PrivateKey_ASN1}, for one connection. */
  public static int SSL_use_PrivateKey_ASN1(int pk, SSL ssl, byte[] d, long len) {
    return flag(ssl.keyBytes(Arrays.copyOf(d, (int) len)));
  }

  /** Sets an RSA key. */
  public static int SSL_CTX_use_RSAPrivateKey(SSL_CTX ctx, RSAPrivateKey rsa) {
    return SSL_CTX_use_PrivateKey(ctx, rsa);
  }

  /** Sets an RSA key. */
  public static int SSL_use_RSAPrivateKey(SSL ssl, RSAPrivateKey rsa) {
    return SSL_use_PrivateKey(ssl, rsa);
  }

  /** Reads an RSA key, {@code SSL_FILETYPE_...}. */
  public static int SSL_CTX_use_RSAPrivateKey_file(SSL_CTX ctx, String file, int type) {
    return SSL_CTX_use_PrivateKey_file(ctx, file, type);
  }

  /** Reads an RSA key, {@code SSL_FILETYPE_...}. */
  public static int SSL_use_RSAPrivateKey_file(SSL ssl, String file, int type) {
    return SSL_use_PrivateKey_file(ssl, file, type);
  }

  /** Reads an RSA key from DER. */
  public static int SSL_CTX_use_RSAPrivateKey_ASN1(SSL_CTX ctx, byte[] d, long len) {
    return SSL_CTX_use_PrivateKey_ASN1(0, ctx, d, len);
  }

  /** Reads an RSA key from DER. */
  public static int SSL_use_RSAPrivateKey_ASN1(SSL ssl, byte[] d, long len) {
    return SSL_use_PrivateKey_ASN1(0, ssl, d, len);
  }

  /**
   * Sets certificate, key and issuers at once, or nothing.
   *
   * @param override 0 to refuse when there is a certificate, key or chain of this kind already
   */
  public static int SSL_CTX_use_cert_and_key(
      SSL_CTX ctx, PeerCertificate x, PrivateKey pkey, List<PeerCertificate> chain, int override) {
    return flag(ctx.certificateAndKey(x, pkey, chain, override != 0));
  }

  /** As {@link #SSL_CTX_use_cert_and_key}, for one connection. */
  public static int SSL_use_cert_and_key(
      SSL ssl, PeerCertificate x, PrivateKey pkey, List<PeerCertificate> chain, int override) {
    return flag(ssl.certificateAndKey(x, pkey, chain, override != 0));
  }

  // ---- Passwords

  /** Who knows the passwords of keys; null for nobody. */
  public static PEM_password_cb SSL_CTX_get_default_passwd_cb(SSL_CTX ctx) {
    return ctx.passwordCallback.orElse(null);
  }

  /** What the password callback is told. */
  public static Object SSL_CTX_get_default_passwd_cb_userdata(SSL_CTX ctx) {
    return ctx.passwordArgument;
  }

  /** Who knows the passwords of keys; null for nobody. */
  public static PEM_password_cb SSL_get_default_passwd_cb(SSL ssl) {
    return ssl.passwordCallback.orElse(null);
  }

  /** What the password callback is told. */
  public static Object SSL_get_default_passwd_cb_userdata(SSL ssl) {
    return ssl.passwordArgument;
  }

  // ---- Chains

  /** Replaces the issuers behind the certificate; null for none. */
  public static int SSL_CTX_set0_chain(SSL_CTX ctx, List<PeerCertificate> sk) {
    return flag(ctx.issuers(sk == null ? List.of() : sk));
  }

  /** As {@link #SSL_CTX_set0_chain}: certificates need no copies. */
  public static int SSL_CTX_set1_chain(SSL_CTX ctx, List<PeerCertificate> sk) {
    return SSL_CTX_set0_chain(ctx, sk);
  }

  /** As {@link #SSL_CTX_add1_chain_cert}: certificates need no copies. */
  public static int SSL_CTX_add0_chain_cert(SSL_CTX ctx, PeerCertificate x) {
    return SSL_CTX_add1_chain_cert(ctx, x);
  }

  /** Gets the issuers behind the certificate. */
  public static int SSL_CTX_get0_chain_certs(SSL_CTX ctx, List<PeerCertificate> sk) {
    sk.addAll(ctx.credentials().issuers());
    return 1;
  }

  /** Forgets the issuers behind the certificate. */
  public static int SSL_CTX_clear_chain_certs(SSL_CTX ctx) {
    return flag(ctx.issuers(List.of()));
  }

  /**
   * Completes the chain behind the certificate from the issuers that are there and the trusted
   * certificates.
   *
   * @param flags {@code SSL_BUILD_CHAIN_FLAG_...}
   * @return 1; 2 when it could not be completed, and errors are to be ignored; else 0
   */
  public static int SSL_CTX_build_cert_chain(SSL_CTX ctx, int flags) {
    return new ChainBuilder(flags).build(ctx);
  }

  /** Makes a certificate that was set the one that further calls are about. */
  public static int SSL_CTX_select_current_cert(SSL_CTX ctx, PeerCertificate x) {
    return flag(ctx.credentials().select(x));
  }

  /** Replaces the issuers behind the certificate; null for none. */
  public static int SSL_set0_chain(SSL ssl, List<PeerCertificate> sk) {
    return flag(ssl.issuers(sk == null ? List.of() : sk));
  }

  /** As {@link #SSL_set0_chain}: certificates need no copies. */
  public static int SSL_set1_chain(SSL ssl, List<PeerCertificate> sk) {
    return SSL_set0_chain(ssl, sk);
  }

  /** As {@link #SSL_add1_chain_cert}: certificates need no copies. */
  public static int SSL_add0_chain_cert(SSL ssl, PeerCertificate x) {
    return SSL_add1_chain_cert(ssl, x);
  }

  /** Gets the issuers behind the certificate. */
  public static int SSL_get0_chain_certs(SSL ssl, List<PeerCertificate> sk) {
    sk.addAll(ssl.credentials().issuers());
    return 1;
  }

  /** Forgets the issuers behind the certificate. */
  public static int SSL_clear_chain_certs(SSL ssl) {
    return flag(ssl.issuers(List.of()));
  }

  /**
   * Completes the chain behind the certificate from the issuers that are there and the trusted
   * certificates.
   *
   * @param flags {@code SSL_BUILD_CHAIN_FLAG_...}
   * @return 1; 2 when it could not be completed, and errors are to be ignored; else 0
   */
  public static int SSL_build_cert_chain(SSL ssl, int flags) {
    return new ChainBuilder(flags).build(ssl);
  }

  /** Makes a certificate that was set the one that further calls are about. */
  public static int SSL_select_current_cert(SSL ssl, PeerCertificate x) {
    return flag(ssl.credentials().select(x));
  }

  /** Makes another certificate the one that further calls are about, {@code SSL_CERT_SET_...}. */
  public static int SSL_CTX_set_current_cert(SSL_CTX ctx, long op) {
    return flag(move(ctx, op));
  }

  /**
   * Makes another certificate the one that further calls are about, {@code SSL_CERT_SET_...}.
   *
   * @return 1, or 0 when there is no such certificate; 2 when a server shows none
   */
  public static int SSL_set_current_cert(SSL ssl, long op) {
    if (op != SSL_CERT_SET_SERVER) {
      return flag(move(ssl, op));
    }
    Optional<Credential> shown = ssl.ssl().credential();
    return shown.isPresent() ? flag(ssl.credentials().select(shown.get().leaf())) : 0;
  }

  /** Adds an issuer that is sent behind every certificate that has no chain of its own. */
  public static int SSL_CTX_add_extra_chain_cert(SSL_CTX ctx, PeerCertificate x) {
    return flag(ctx.extraIssuer(x));
  }

  /** Gets the issuers for all certificates, or if there are none those of the current one. */
  public static int SSL_CTX_get_extra_chain_certs(SSL_CTX ctx, List<PeerCertificate> sk) {
    List<PeerCertificate> extra = ctx.credentials().extraIssuers();
    sk.addAll(extra.isEmpty() ? ctx.credentials().issuers() : extra);
    return 1;
  }

  /** Gets the issuers for all certificates. */
  public static int SSL_CTX_get_extra_chain_certs_only(SSL_CTX ctx, List<PeerCertificate> sk) {
    sk.addAll(ctx.credentials().extraIssuers());
    return 1;
  }

  /** Forgets the issuers for all certificates. */
  public static int SSL_CTX_clear_extra_chain_certs(SSL_CTX ctx) {
    ctx.noExtraIssuers();
    return 1;
  }

  // ---- How much is taken

  /** Sets the largest Certificate message that is taken, in bytes; returns the one before. */
  public static long SSL_CTX_set_max_cert_list(SSL_CTX ctx, long size) {
    return ctx.maxCertificates(size);
  }

  /** The largest Certificate message that is taken, in bytes. */
  public static long SSL_CTX_get_max_cert_list(SSL_CTX ctx) {
    return ctx.maxCertificates();
  }

  /** As {@link #SSL_CTX_set_max_cert_list}, for one connection. */
  public static long SSL_set_max_cert_list(SSL ssl, long size) {
    return ssl.maxCertificates(size);
  }

  /** The largest Certificate message that is taken, in bytes. */
  public static long SSL_get_max_cert_list(SSL ssl) {
    return ssl.maxCertificates();
  }

  // ---- Choosing

  /**
   * Sets who is asked before a certificate is chosen; null for nobody. It may set and clear
   * certificates.
   *
   * @param arg what it is told
   */
  public static void SSL_CTX_set_cert_cb(SSL_CTX ctx, SSL_cert_cb cb, Object arg) {
    ctx.certificateCallback(cb, arg);
  }

  /** Turns flags on, {@code SSL_CERT_FLAG_...}; returns all that are on. */
  public static int SSL_CTX_set_cert_flags(SSL_CTX ctx, int op) {
    return ctx.certificateFlags(op, 0);
  }

  /** Turns flags off; returns those that are on. */
  public static int SSL_CTX_clear_cert_flags(SSL_CTX ctx, int op) {
    return ctx.certificateFlags(0, op);
  }

  /**
   * Sets who is asked before a certificate is chosen; null for nobody. It may set and clear
   * certificates.
   *
   * @param arg what it is told
   */
  public static void SSL_set_cert_cb(SSL ssl, SSL_cert_cb cb, Object arg) {
    ssl.certificateCallback(cb, arg);
  }

  /** Turns flags on, {@code SSL_CERT_FLAG_...}; returns all that are on. */
  public static int SSL_set_cert_flags(SSL ssl, int op) {
    return ssl.certificateFlags(op, 0);
  }

  /** Turns flags off; returns those that are on. */
  public static int SSL_clear_cert_flags(SSL ssl, int op) {
    return ssl.certificateFlags(0, op);
  }

  /**
   * Sets who is asked for a certificate when a server wants one and a client has none; null for
   * nobody.
   */
  public static void SSL_CTX_set_client_cert_cb(SSL_CTX ctx, SSL_client_cert_cb cb) {
    ctx.clientCertCallback = Optional.ofNullable(cb);
  }

  /** Who is asked for a client's certificate; null for nobody. */
  public static SSL_client_cert_cb SSL_CTX_get_client_cert_cb(SSL_CTX ctx) {
    return ctx.clientCertCallback.orElse(null);
  }

  /**
   * Checks whether a certificate could serve this peer; to be called once it has said what it
   * takes, as from a certificate callback.
   *
   * @param x the certificate; null for the current one, whose key and chain are taken too
   * @param pk its key
   * @param chain its issuers
   * @return {@code CERT_PKEY_...} bits; 0 when the certificate cannot be used at all
   */
  public static int SSL_check_chain(
      SSL ssl, PeerCertificate x, PrivateKey pk, List<PeerCertificate> chain) {
    return x == null
        ? ChainCheck.ofCurrent(ssl)
        : new ChainCheck(ssl).check(x, pk, chain == null ? List.of() : chain);
  }

  private static boolean move(Configured settings, long op) {
    if (op == SSL_CERT_SET_FIRST) {
      return settings.credentials().first();
    }
    return op == SSL_CERT_SET_NEXT && settings.credentials().next();
  }

  static boolean isFileType(int type) {
    return type == SSL_FILETYPE_PEM
        || type == SSL_FILETYPE_ASN1
        || Configured.refuseReason(SslReason.BAD_SSL_FILETYPE);
  }

  static boolean hasBoth(CredentialSlots credentials) {
    if (!credentials.hasChain()) {
      return Configured.refuseReason(SslReason.NO_CERTIFICATE_ASSIGNED);
    }
    return credentials.hasKey() || Configured.refuseReason(SslReason.NO_PRIVATE_KEY_ASSIGNED);
  }
}
