// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.x509.PeerCertificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The validity of a certificate, as OpenSSL writes dates. */
final class CertificateDates {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private CertificateDates() {}

  static String of(PeerCertificate certificate) {
    return "NotBefore: "
        + text(certificate.notBefore())
        + "; NotAfter: "
        + text(certificate.notAfter());
  }

  /** The ends of time stand for dates that could not be understood. */
  private static String text(Instant instant) {
    boolean known = instant.isAfter(Instant.MIN) && instant.isBefore(Instant.MAX);
    return known ? DATE.format(instant) : "Bad time value";
  }
}
