// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a path is judged, beyond what always holds: OpenSSL's {@code X509_V_FLAG_...}, those that
 * have an effect here.
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_VERIFY_PARAM_set_flags/">
 *     X509_VERIFY_PARAM_set_flags(3)</a>
 */
public enum VerifyFlag {
  /** The leaf needs a revocation list of its issuer. */
  CRL_CHECK(0x4),
  /** With {@link #CRL_CHECK}: every certificate but a self-signed one needs a revocation list. */
  CRL_CHECK_ALL(0x8),
  /** Critical extensions that nobody here understands do no harm. */
  IGNORE_CRITICAL(0x10),
  /** The profile of RFC 5280 is insisted on where one could do without. */
  X509_STRICT(0x20),
  /** Policies are looked at (RFC 5280 6.1) even where no certificate constrains them. */
  POLICY_CHECK(0x80),
  /** A path must be valid for at least one of the policies that are asked for. */
  EXPLICIT_POLICY(0x100),
  /** The policy {@code anyPolicy} in a certificate counts as none. */
  INHIBIT_ANY(0x200),
  /** Policies are not mapped to others. */
  INHIBIT_MAP(0x400),
  /** The signature of a self-signed anchor is checked too, which proves nothing. */
  CHECK_SS_SIGNATURE(0x4000),
  /** Trusted issuers come before those that the peer sent; always so. */
  TRUSTED_FIRST(0x8000),
  /** A path may end at any trusted certificate, be it self-signed or not. */
  PARTIAL_CHAIN(0x80000),
  /** There is one attempt at a path: where it leads nowhere, no other is looked for. */
  NO_ALT_CHAINS(0x100000),
  /** Dates of certificates and of revocation lists are not looked at. */
  NO_CHECK_TIME(0x200000),
  /** The leaf needs an OCSP response. */
  OCSP_RESP_CHECK(0x400000),
  /** With {@link #OCSP_RESP_CHECK}: every certificate but a self-signed one needs one. */
  OCSP_RESP_CHECK_ALL(0x800000);

  /** Those that ask for policies to be looked at, as {@link #POLICY_CHECK} does. */
  static final Set<VerifyFlag> OF_POLICIES =
      Set.of(POLICY_CHECK, EXPLICIT_POLICY, INHIBIT_ANY, INHIBIT_MAP);

  private final long bit;

  VerifyFlag(long bit) {
    this.bit = bit;
  }

  /**
   * The bit that OpenSSL has for it.
   *
   * @return a power of two
   */
  public long bit() {
    return bit;
  }

  /**
   * The flags in a mask.
   *
   * @param mask bits of OpenSSL's; those that stand for no flag are passed over
   * @return a new set
   */
  public static Set<VerifyFlag> of(long mask) {
    EnumSet<VerifyFlag> flags = EnumSet.noneOf(VerifyFlag.class);
    Arrays.stream(values()).filter(flag -> (mask & flag.bit) != 0).forEach(flags::add);
    return flags;
  }

  /**
   * The mask of some flags.
   *
   * @param flags in any order
   * @return their bits
   */
  public static long mask(Collection<VerifyFlag> flags) {
    return flags.stream().mapToLong(VerifyFlag::bit).reduce(0, (a, b) -> a | b);
  }
}
