// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a name in a certificate, by rules that {@code X509_CHECK_FLAG_...} bits change. */
final class HostNames {
  static final int ALWAYS_CHECK_SUBJECT = 0x1;
  static final int NO_WILDCARDS = 0x2;
  static final int MULTI_LABEL_WILDCARDS = 0x8;
  static final int NEVER_CHECK_SUBJECT = 0x20;

  private static final String WILDCARD = "*.";

  private final int flags;

  HostNames(int flags) {
    this.flags = flags;
  }

  /** The name in the certificate that matches; empty when none does. */
  Optional<String> find(PeerName wanted, PeerCertificate leaf) {
    if (flags == 0 || wanted.isAddress()) {
      return wanted.matchedName(leaf);
    }
    boolean subject = has(ALWAYS_CHECK_SUBJECT) && !has(NEVER_CHECK_SUBJECT);
    Stream<String> common = subject ? leaf.commonName().stream() : Stream.empty();
    return Stream.concat(leaf.dnsNames().stream(), common)
        .filter(name -> covers(name.toLowerCase(Locale.ROOT), wanted.toString()))
        .findFirst();
  }

  private boolean covers(String name, String host) {
    if (!name.startsWith(WILDCARD)) {
      return name.equals(host);
    }
    String parent = name.substring(1); // with its dot
    boolean wide = has(MULTI_LABEL_WILDCARDS);
    return !has(NO_WILDCARDS)
        && parent.indexOf('.', 1) > 0 // nobody owns all of ".com"
        && (wide
            ? host.endsWith(parent) && host.length() > parent.length()
            : isUnder(host, parent));
  }

  private static boolean isUnder(String host, String parent) {
    int dot = host.indexOf('.');
    return dot > 0 && host.substring(dot).equals(parent);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
