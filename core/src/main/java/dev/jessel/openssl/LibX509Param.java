// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.PeerName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Parameters for verification. Those of a context or a connection are live: what is set here holds
 * for the next handshake.
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_VERIFY_PARAM_set_flags/">
 *     X509_VERIFY_PARAM_set_flags(3)</a>
 */
public class LibX509Param extends LibX509 {
  /** Certificates are judged at the time that was set. */
  public static final long X509_V_FLAG_USE_CHECK_TIME = ParameterState.USE_CHECK_TIME;

  /** The leaf needs a revocation list. */
  public static final long X509_V_FLAG_CRL_CHECK = 0x4;

  /** All certificates need one. */
  public static final long X509_V_FLAG_CRL_CHECK_ALL = 0x8;

  /** Unknown critical extensions do no harm. */
  public static final long X509_V_FLAG_IGNORE_CRITICAL = 0x10;

  /** Certificates must keep to the rules that most do without. */
  public static final long X509_V_FLAG_X509_STRICT = 0x20;

  /** Policies are looked at. */
  public static final long X509_V_FLAG_POLICY_CHECK = 0x80;

  /** A path must be valid for a policy. */
  public static final long X509_V_FLAG_EXPLICIT_POLICY = 0x100;

  /** The policy for all counts as none. */
  public static final long X509_V_FLAG_INHIBIT_ANY = 0x200;

  /** Policies are not mapped. */
  public static final long X509_V_FLAG_INHIBIT_MAP = 0x400;

  /** The signature of an anchor is checked too. */
  public static final long X509_V_FLAG_CHECK_SS_SIGNATURE = 0x4000;

  /** Trusted issuers come before those that the peer sent; always so. */
  public static final long X509_V_FLAG_TRUSTED_FIRST = 0x8000;

  /** A path may end at any trusted certificate, be it self-signed or not. */
  public static final long X509_V_FLAG_PARTIAL_CHAIN = 0x80000;

  /** No second way is looked for. */
  public static final long X509_V_FLAG_NO_ALT_CHAINS = 0x100000;

  /** Dates do not count. */
  public static final long X509_V_FLAG_NO_CHECK_TIME = 0x200000;

  /** The leaf needs an OCSP response. */
  public static final long X509_V_FLAG_OCSP_RESP_CHECK = 0x400000;

  /** All certificates need one. */
  public static final long X509_V_FLAG_OCSP_RESP_CHECK_ALL = 0x800000;

  /** The common name counts too. */
  public static final int X509_CHECK_FLAG_ALWAYS_CHECK_SUBJECT = 0x1;

  /** Wildcards stand for nothing. */
  public static final int X509_CHECK_FLAG_NO_WILDCARDS = 0x2;

  /** A wildcard is a whole label; always so. */
  public static final int X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS = 0x4;

  /** A wildcard may stand for several labels. */
  public static final int X509_CHECK_FLAG_MULTI_LABEL_WILDCARDS = 0x8;

  /** Below a domain means right below it. */
  public static final int X509_CHECK_FLAG_SINGLE_LABEL_SUBDOMAINS = 0x10;

  /** The common name does not count; the default. */
  public static final int X509_CHECK_FLAG_NEVER_CHECK_SUBJECT = 0x20;

  /** The peer is a client. */
  public static final int X509_PURPOSE_SSL_CLIENT = 1;

  /** The peer is a server. */
  public static final int X509_PURPOSE_SSL_SERVER = 2;

  /** Anchors are trusted for clients. */
  public static final int X509_TRUST_SSL_CLIENT = 2;

  /** Anchors are trusted for servers. */
  public static final int X509_TRUST_SSL_SERVER = 3;

  /** Parameters for verification. */
  public static final class X509_VERIFY_PARAM extends ParameterState {
    X509_VERIFY_PARAM() {}
  }

  LibX509Param() {}

  /** New parameters, all as the defaults are. */
  public static X509_VERIFY_PARAM X509_VERIFY_PARAM_new() {
    return new X509_VERIFY_PARAM();
  }

  /** In a verify callback: the parameters by which it is judged, as they were when it began. */
  public static X509_VERIFY_PARAM X509_STORE_CTX_get0_param(X509_STORE_CTX ctx) {
    X509_VERIFY_PARAM param = new X509_VERIFY_PARAM();
    boolean taken = param.change(any -> ctx.parameters());
    assert taken;
    return param;
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
    param.forgetHosts(host -> !host.isAddress());
    return name == null ? 1 : X509_VERIFY_PARAM_add1_host(param, name, namelen);
  }

  /** Adds a host name that the certificate may have. */
  public static int X509_VERIFY_PARAM_add1_host(
      X509_VERIFY_PARAM param, String name, long namelen) {
    String text = namelen == 0 ? name : name.substring(0, (int) namelen);
    return param.addHost(text, host -> !host.isAddress()) ? 1 : 0;
  }

  /** The host name that was set; null when there are not so many. */
  public static String X509_VERIFY_PARAM_get0_host(X509_VERIFY_PARAM param, int n) {
    return param.hosts(false).stream().skip(n).findFirst().map(PeerName::toString).orElse(null);
  }

  /** Sets the IP address that the certificate must have. */
  public static int X509_VERIFY_PARAM_set1_ip_asc(X509_VERIFY_PARAM param, String ipasc) {
    param.forgetHosts(PeerName::isAddress);
    return X509_VERIFY_PARAM_add1_ip_asc(param, ipasc);
  }

  /** Adds an IP address that the certificate may have. */
  public static int X509_VERIFY_PARAM_add1_ip_asc(X509_VERIFY_PARAM param, String ipasc) {
    return param.addHost(ipasc, PeerName::isAddress) ? 1 : 0;
  }

  /** As {@link #X509_VERIFY_PARAM_set1_ip_asc}, in 4 or 16 bytes. */
  public static int X509_VERIFY_PARAM_set1_ip(X509_VERIFY_PARAM param, byte[] ip, long iplen) {
    try {
      byte[] address = Arrays.copyOf(ip, Math.toIntExact(iplen));
      return X509_VERIFY_PARAM_set1_ip_asc(
          param, InetAddress.getByAddress(address).getHostAddress());
    } catch (UnknownHostException e) {
      Configured.refuse(ErrorCode.LIB_X509, ErrorCode.PASSED_INVALID_ARGUMENT, e.getMessage());
      return 0;
    }
  }

  /** The IP address that was set; null for none. */
  public static String X509_VERIFY_PARAM_get1_ip_asc(X509_VERIFY_PARAM param) {
    return param.hosts(true).stream().findFirst().map(PeerName::toString).orElse(null);
  }

  /** Sets the e-mail address that the certificate must have; null for any. */
  public static int X509_VERIFY_PARAM_set1_email(
      X509_VERIFY_PARAM param, String email, long emaillen) {
    if (email == null) {
      return param.change(all -> all.withEmails(List.of())) ? 1 : 0;
    }
    String text = emaillen == 0 ? email : email.substring(0, (int) emaillen);
    return param.change(all -> all.withEmails(List.of(text))) ? 1 : 0;
  }

  /** The e-mail address that was set; null for none. */
  public static String X509_VERIFY_PARAM_get0_email(X509_VERIFY_PARAM param) {
    return param.value().emails().stream().findFirst().orElse(null);
  }

  /** Sets the policies of which a path must be valid for one, as dotted object identifiers. */
  public static int X509_VERIFY_PARAM_set1_policies(
      X509_VERIFY_PARAM param, List<String> policies) {
    return param.policies(policies) ? 1 : 0;
  }

  /** Adds a policy for which a path may be valid, as a dotted object identifier. */
  public static int X509_VERIFY_PARAM_add0_policy(X509_VERIFY_PARAM param, String policy) {
    return param.addPolicy(policy) ? 1 : 0;
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
}
