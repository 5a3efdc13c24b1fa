// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * How names are compared with those in a certificate: OpenSSL's {@code X509_CHECK_FLAG_...}. None
 * of them is what RFC 9525 asks for.
 *
 * @see <a href="https://docs.openssl.org/master/man3/X509_check_host/">X509_check_host(3)</a>
 */
public enum HostFlag {
  /** The common name, or the subject's e-mail address, counts beside the alternative names. */
  ALWAYS_CHECK_SUBJECT(0x1),
  /** Wildcards stand for nothing. */
  NO_WILDCARDS(0x2),
  /** A wildcard is a whole label; always so (RFC 9525 6.3). */
  NO_PARTIAL_WILDCARDS(0x4),
  /** A wildcard may stand for several labels. */
  MULTI_LABEL_WILDCARDS(0x8),
  /** Where a domain is asked for, only what lies right below it counts. */
  SINGLE_LABEL_SUBDOMAINS(0x10),
  /** The subject never counts, whatever {@link #ALWAYS_CHECK_SUBJECT} says; the default. */
  NEVER_CHECK_SUBJECT(0x20);

  private final int bit;

  HostFlag(int bit) {
    this.bit = bit;
  }

  /**
   * The bit that OpenSSL has for it.
   *
   * @return a power of two
   */
  public int bit() {
    return bit;
  }

  /**
   * The flags in a mask.
   *
   * @param mask bits of OpenSSL's; those that stand for no flag are passed over
   * @return a new set
   */
  public static Set<HostFlag> of(int mask) {
    EnumSet<HostFlag> flags = EnumSet.noneOf(HostFlag.class);
    Arrays.stream(values()).filter(flag -> (mask & flag.bit) != 0).forEach(flags::add);
    return flags;
  }

  /**
   * The mask of some flags.
   *
   * @param flags in any order
   * @return their bits
   */
  public static int mask(Collection<HostFlag> flags) {
    return flags.stream().mapToInt(HostFlag::bit).reduce(0, (a, b) -> a | b);
  }

  /** Whether the subject's own names count. */
  static boolean subjectCounts(Set<HostFlag> flags) {
    return flags.contains(ALWAYS_CHECK_SUBJECT) && !flags.contains(NEVER_CHECK_SUBJECT);
  }
}
