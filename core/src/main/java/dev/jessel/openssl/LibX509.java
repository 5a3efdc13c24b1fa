// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyParameters;
import dev.jessel.x509.VerifyResult;
import java.util.List;

/**
 * The little of X.509 that a TLS program touches. A certificate ({@code X509}) is a {@link
 * PeerCertificate}, a key ({@code EVP_PKEY}) a {@link java.security.PrivateKey}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/">
 *     X509_STORE_CTX_get_error(3)</a>
 */
public class LibX509 extends LibBioSocket {
  /** The certificate is good. */
  public static final int X509_V_OK = 0;

  /** Something else is wrong. */
  public static final int X509_V_ERR_UNSPECIFIED = 1;

  /** A certificate is not valid yet. */
  public static final int X509_V_ERR_CERT_NOT_YET_VALID = 9;

  /** A certificate has expired. */
  public static final int X509_V_ERR_CERT_HAS_EXPIRED = 10;

  /** The only certificate is self-signed and not trusted. */
  public static final int X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT = 18;

  /** The chain ends in a root that is not trusted. */
  public static final int X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN = 19;

  /** An issuer is missing. */
  public static final int X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY = 20;

  /** The issuer of the only certificate is missing. */
  public static final int X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE = 21;

  /** The application said no. */
  public static final int X509_V_ERR_APPLICATION_VERIFICATION = 50;

  /** The certificate is for another host. */
  public static final int X509_V_ERR_HOSTNAME_MISMATCH = 62;

  /** The certificate is for another address. */
  public static final int X509_V_ERR_IP_ADDRESS_MISMATCH = 64;

  /** No TLSA record matches. */
  public static final int X509_V_ERR_DANE_NO_MATCH = 65;

  /**
   * The name of a subject or issuer.
   *
   * @param der its encoding
   */
  public record X509_NAME(Bytes der) {}

  /** What a verify callback sees. Not to be kept. */
  public static final class X509_STORE_CTX extends StoreContext {
    X509_STORE_CTX(LibSslTypes.SSL ssl, VerifyParameters parameters, List<PeerCertificate> chain) {
      super(ssl, parameters, chain);
    }
  }

  LibX509() {}

  /** The text for a {@code X509_V_} number, such as "certificate has expired". */
  public static String X509_verify_cert_error_string(long n) {
    return VerifyResult.of((int) n)
        .map(VerifyResult::text)
        .orElseGet(() -> "unknown certificate verification error");
  }

  /** What is wrong, {@code X509_V_...}. */
  public static int X509_STORE_CTX_get_error(X509_STORE_CTX ctx) {
    return ctx.error();
  }

  /** Says what is wrong, or with {@link #X509_V_OK} that nothing is. */
  public static void X509_STORE_CTX_set_error(X509_STORE_CTX ctx, int s) {
    ctx.error(s);
  }

  /** Which certificate is meant: 0 is the peer's own, 1 its issuer's and so on. */
  public static int X509_STORE_CTX_get_error_depth(X509_STORE_CTX ctx) {
    return ctx.depth();
  }

  /** The certificate that is meant; null when there is none. */
  public static PeerCertificate X509_STORE_CTX_get_current_cert(X509_STORE_CTX ctx) {
    return ctx.certificate().orElse(null);
  }

  /** The chain, the peer's own certificate first. */
  public static List<PeerCertificate> X509_STORE_CTX_get0_chain(X509_STORE_CTX ctx) {
    return ctx.chain();
  }

  /** Says which certificate is meant. */
  public static void X509_STORE_CTX_set_error_depth(X509_STORE_CTX ctx, int depth) {
    ctx.depth(depth);
  }

  /** The peer's own certificate. */
  public static PeerCertificate X509_STORE_CTX_get0_cert(X509_STORE_CTX ctx) {
    return ctx.presented().get(0);
  }

  /** What the peer sent, its own certificate first. */
  public static List<PeerCertificate> X509_STORE_CTX_get0_untrusted(X509_STORE_CTX ctx) {
    return ctx.presented();
  }

  /** The connection, for the index {@link LibSsl#SSL_get_ex_data_X509_STORE_CTX_idx}. */
  public static Object X509_STORE_CTX_get_ex_data(X509_STORE_CTX ctx, int idx) {
    return idx == 0 ? ctx.ssl() : null;
  }

  /** The subject's name, as text. */
  public static String X509_get_subject_name(PeerCertificate x) {
    return x.subject();
  }

  /** The issuer's name, as text. */
  public static String X509_get_issuer_name(PeerCertificate x) {
    return x.issuer();
  }
}
