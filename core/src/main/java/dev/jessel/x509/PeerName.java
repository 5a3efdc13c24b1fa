// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.HostNames;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The host that the application asked for: a DNS name or an IP address, and the rules that say
 * whether a certificate names it (RFC 9525). Only subject alternative names count, never the common
 * name. A wildcard stands for one whole label, the leftmost one. {@link HostFlag} bends these
 * rules. Immutable; equal when they ask for the same.
 */
public final class PeerName {
  private static final int MAX_DNS_NAME = 253;
  private static final int MAX_LABEL = 63;
  private static final String WILDCARD = "*.";

  private final String text;
  private final Optional<Bytes> address;

  private PeerName(String text, Optional<Bytes> address) {
    this.text = text;
    this.address = address;
  }

  /**
   * Reads a DNS name or an IP address.
   *
   * @param host {@code example.com}, {@code 192.0.2.1}, {@code 2001:db8::1} or {@code
   *     [2001:db8::1]}; international names as A-labels ({@code xn--...}) or in letters, which are
   *     made A-labels by {@link java.net.IDN}; one dot at the end is dropped
   * @return the name to check
   * @throws IllegalArgumentException if it is neither
   */
  public static PeerName parse(String host) {
    Optional<Bytes> address = IpAddress.parse(host);
    return address.isPresent() ? new PeerName(host, address) : ofDns(host);
  }

  /**
   * Any host below a domain, as OpenSSL has it for names that begin with a dot. With {@link
   * HostFlag#SINGLE_LABEL_SUBDOMAINS} only those right below it.
   *
   * @param domain {@code example.com}
   * @return the name to check
   * @throws IllegalArgumentException if it is no DNS name
   */
  public static PeerName under(String domain) {
    return new PeerName("." + ofDns(domain).text, Optional.empty());
  }

  private static PeerName ofDns(String host) {
    String ascii = HostNames.ascii(host);
    String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    if (name.length() > MAX_DNS_NAME || !hasLabels(name) || endsInNumber(name)) {
      throw new IllegalArgumentException("neither a DNS name nor an IP address");
    }
    return new PeerName(name.toLowerCase(Locale.ROOT), Optional.empty());
  }

  /** One or more, with dots between them. */
  private static boolean hasLabels(String name) {
    int length = 0;
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != '.') {
        length++;
      } else if (length == 0) {
        return false;
      } else {
        length = 0;
      }
      if (length > MAX_LABEL || !isOfNames(name.charAt(i))) {
        return false;
      }
    }
    return length > 0;
  }

  private static boolean isOfNames(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || "-_.".indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** No top-level domain is a number: such a thing is an IP address with a slip in it. */
  private static boolean endsInNumber(String name) {
    int at = name.length();
    while (at > 0 && isDigit(name.charAt(at - 1))) {
      at--;
    }
    return at < name.length() && (at == 0 || name.charAt(at - 1) == '.');
  }

  /**
   * Whether this is an IP address.
   *
   * @return false for DNS names
   */
  public boolean isAddress() {
    return address.isPresent();
  }

  /**
   * Whether a certificate is for this host.
   *
   * @param certificate what the peer presented
   * @return true if one of its alternative names matches
   */
  public boolean matches(PeerCertificate certificate) {
    return matchedName(certificate).isPresent();
  }

  /**
   * The name in a certificate that matches, as {@code SSL_get0_peername(3)} returns it.
   *
   * @param certificate what the peer presented
   * @return the alternative name as it stands there, perhaps with a wildcard; the address itself
   *     for IP addresses; empty if none matches
   */
  public Optional<String> matchedName(PeerCertificate certificate) {
    return matchedName(certificate, Set.of());
  }

  /**
   * As {@link #matchedName(PeerCertificate)}, by other rules.
   *
   * @param certificate what the peer presented
   * @param flags the other rules
   * @return the name as it stands in the certificate; empty if none matches
   */
  public Optional<String> matchedName(PeerCertificate certificate, Set<HostFlag> flags) {
    if (address.isPresent()) {
      boolean named = certificate.ipAddresses().contains(address.get());
      return named ? Optional.of(text) : Optional.empty();
    }
    Stream<String> subject =
        HostFlag.subjectCounts(flags) ? certificate.commonName().stream() : Stream.empty();
    return Stream.concat(certificate.dnsNames().stream(), subject)
        .filter(presented -> isNamedBy(CertificateNames.lowerCase(presented), flags))
        .findFirst();
  }

  /**
   * The result of the check, as path validation reports it.
   *
   * @param certificate what the peer presented
   * @return {@link VerifyResult#OK}, {@link VerifyResult#HOSTNAME_MISMATCH} or {@link
   *     VerifyResult#IP_ADDRESS_MISMATCH}
   */
  public VerifyResult verify(PeerCertificate certificate) {
    if (matches(certificate)) {
      return VerifyResult.OK;
    }
    return isAddress() ? VerifyResult.IP_ADDRESS_MISMATCH : VerifyResult.HOSTNAME_MISMATCH;
  }

  private boolean isNamedBy(String presented, Set<HostFlag> flags) {
    if (text.startsWith(".")) {
      return isBelow(presented, flags);
    }
    return presented.startsWith(WILDCARD)
        ? isCovered(presented.substring(1), flags)
        : text.equals(presented);
  }

  private boolean isBelow(String presented, Set<HostFlag> flags) {
    int labels = presented.length() - text.length();
    return labels > 0
        && presented.endsWith(text)
        && (!flags.contains(HostFlag.SINGLE_LABEL_SUBDOMAINS) || presented.indexOf('.') == labels);
  }

  // RFC 9525 6.3: the wildcard is a whole label and matches exactly one. As in OpenSSL, at least
  // two labels follow it, so that nobody owns all of ".com".
  private boolean isCovered(String parent, Set<HostFlag> flags) {
    int dot = text.indexOf('.');
    boolean isWide = flags.contains(HostFlag.MULTI_LABEL_WILDCARDS);
    return !flags.contains(HostFlag.NO_WILDCARDS)
        && parent.indexOf('.', 1) > 0
        && dot > 0
        && (isWide ? text.endsWith(parent) : text.substring(dot).equals(parent));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PeerName that && text.equals(that.text) && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The name, in lower case and without a dot at the end; a domain begins with one. */
  @Override
  public String toString() {
    return text;
  }
}
