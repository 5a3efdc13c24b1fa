// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.PeerName;
import java.time.Instant;

/**
 * Parameters for verification. Those of a context or a connection are live: what is set here holds
 * for the next handshake.
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_VERIFY_PARAM_set_flags/">
 *     X509_VERIFY_PARAM_set_flags(3)</a>
 */
public class LibX509Param extends LibX509 {
  /** Certificates are judged at the time that was set. */
  public static final long X509_V_FLAG_USE_CHECK_TIME = VerifyParameters.USE_CHECK_TIME;

  /** Certificates must keep to the rules that most do without. */
  public static final long X509_V_FLAG_X509_STRICT = VerifyParameters.STRICT;

  /** Trusted issuers come before those that the peer sent; always so. */
  public static final long X509_V_FLAG_TRUSTED_FIRST = VerifyParameters.TRUSTED_FIRST;

  /** A path may end at any trusted certificate, be it self-signed or not. */
  public static final long X509_V_FLAG_PARTIAL_CHAIN = VerifyParameters.PARTIAL_CHAIN;

  /** The common name counts too. */
  public static final int X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT = HostNames.ALWAYS_CHECK_SUBJECT;

  /** Wildcards stand for nothing. */
  public static final int X509_CHECK_FLAG_NO_WILDCARDS = HostNames.NO_WILDCARDS;

  /** A wildcard is a whole label; always so. */
  public static final int X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS = 0x4;

  /** A wildcard may stand for several labels. */
  public static final int X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS = HostNames.MULTI_LABEL_WILDCARDS;

  /** The common name does not count; the default. */
  public static final int X509_CHECK_FLAG_NEVER_CHECK_SUBJECT = HostNames.NEVER_CHECK_SUBJECT;

  /** The peer is a client. */
  public static final int X509_PURPOSE_SSL_CLIENT = 1;

  /** The peer is a server. */
  public static final int X509_PURPOSE_SSL_SERVER = 2;

  /** Anchors are trusted for clients. */
  public static final int X509_TRUST_SSL_CLIENT = 2;

  /** Anchors are trusted for servers. */
  public static final int X509_TRUST_SSL_SERVER = 3;

  /** Parameters for verification. */
  public static final class X509_VERIFY_PARAM extends VerifyParameters {
    X509_VERIFY_PARAM() {}
  }

  LibX509Param() {}

  /** New parameters, all as the defaults are. */
  public static X509_VERIFY_PARAM X509_VERIFY_PARAM_new() {
    return new X509_VERIFY_PARAM();
  }

  /** Nothing to do: memory is the garbage collector's. */
  public static void X509_VERIFY_PARAM_free(X509_VERIFY_PARAM param) {
    // Kept for programs that call it.
  }

  /** Turns flags on; 0 when one of them is not to be had. */
  public static int X509_VERIFY_PARAM_set_flags(X509_VERIFY_PARAM param, long flags) {
    return param.setFlags(flags) ? 1 : 0;
  }

  /** Turns flags off. */
  public static int X509_VERIFY_PARAM_clear_flags(X509_VERIFY_PARAM param, long flags) {
    param.clearFlags(flags);
    return 1;
  }

  /** The flags that are on. */
  public static long X509_VERIFY_PARAM_get_flags(X509_VERIFY_PARAM param) {
    return param.flags();
  }

  /** Sets what the peer is, {@code X509_PURPOSE_SSL_...}; 0 for anything else. */
  public static int X509_VERIFY_PARAM_set_purpose(X509_VERIFY_PARAM param, int purpose) {
    return param.purpose(purpose) ? 1 : 0;
  }

  /** Sets what anchors must be trusted for, which those without trust settings always are. */
  public static int X509_VERIFY_PARAM_set_trust(X509_VERIFY_PARAM param, int trust) {
    return param.trust(trust) ? 1 : 0;
  }

  /** Sets when certificates must be valid, in seconds since 1970. */
  public static void X509_VERIFY_PARAM_set_time(X509_VERIFY_PARAM param, long t) {
    param.time(Instant.ofEpochSecond(t));
  }

  /** When certificates must be valid; 0 unless set. */
  public static long X509_VERIFY_PARAM_get_time(X509_VERIFY_PARAM param) {
    return param.time().getEpochSecond();
  }

  /** Sets the most intermediate certificates; -1 for the default. */
  public static void X509_VERIFY_PARAM_set_depth(X509_VERIFY_PARAM param, int depth) {
    param.depth(depth);
  }

  /** The most intermediate certificates; -1 when not set. */
  public static int X509_VERIFY_PARAM_get_depth(X509_VERIFY_PARAM param) {
    return param.depth();
  }

  /** Sets the security level of certificates; -1 for that of the connection. */
  public static void X509_VERIFY_PARAM_set_auth_level(X509_VERIFY_PARAM param, int auth_level) {
    param.authLevel(auth_level);
  }

  /** The security level of certificates; -1 when not set. */
  public static int X509_VERIFY_PARAM_get_auth_level(X509_VERIFY_PARAM param) {
    return param.authLevel();
  }

  /** Sets the host name that the certificate must have; null for any. */
  public static int X509_VERIFY_PARAM_set1_host(
      X509_VERIFY_PARAM param, String name, long namelen) {
    param.names().removeIf(one -> !one.isAddress());
    return name == null ? 1 : X509_VERIFY_PARAM_add1_host(param, name, namelen);
  }

  /** Adds a host name that the certificate may have. */
  public static int X509_VERIFY_PARAM_add1_host(
      X509_VERIFY_PARAM param, String name, long namelen) {
    return addName(param, namelen == 0 ? name : name.substring(0, (int) namelen), false);
  }

  /** Sets the IP address that the certificate must have. */
  public static int X509_VERIFY_PARAM_set1_ip_asc(X509_VERIFY_PARAM param, String ipasc) {
    param.names().removeIf(PeerName::isAddress);
    return addName(param, ipasc, true);
  }

  /** The host name that was set; null when there are not so many. */
  public static String X509_VERIFY_PARAM_get0_host(X509_VERIFY_PARAM param, int n) {
    return param.names().stream()
        .filter(name -> !name.isAddress())
        .skip(n)
        .findFirst()
        .map(PeerName::toString)
        .orElse(null);
  }

  /** Sets how names are compared, {@code X509_CHECK_FLAG_...}. */
  public static void X509_VERIFY_PARAM_set_hostflags(X509_VERIFY_PARAM param, int flags) {
    param.hostFlags(flags);
  }

  /** How names are compared. */
  public static int X509_VERIFY_PARAM_get_hostflags(X509_VERIFY_PARAM param) {
    return param.hostFlags();
  }

  /** The name in the peer's certificate that matched; null when none did, or none was set. */
  public static String X509_VERIFY_PARAM_get0_peername(X509_VERIFY_PARAM param) {
    return param.peerName().orElse(null);
  }

  private static int addName(X509_VERIFY_PARAM param, String text, boolean address) {
    try {
      PeerName name = PeerName.parse(text);
      return name.isAddress() == address && param.names().add(name) ? 1 : 0;
    } catch (IllegalArgumentException e) {
      Configured.refuse(ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, e.getMessage());
      return 0;
    }
  }
}
