// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.util.Optional;

/** What a certificate promises about the TLS of its holder (RFC 7633). */
final class TlsFeature {
  private static final int STATUS_REQUEST = 5;

  private TlsFeature() {}

  /** Whether an OCSP response comes with the certificate whenever a client asks for one. */
  static boolean mustStaple(CertificateExtensions extensions) {
    Optional<DerReader> content = extensions.content(CertificateExtensions.TLS_FEATURE);
    if (content.isEmpty()) {
      return false;
    }
    try {
      for (DerReader features = content.get().sequence(); !features.isEmpty(); ) {
        if (features.next(DerTag.INTEGER).smallInteger() == STATUS_REQUEST) {
          return true;
        }
      }
      return false;
    } catch (DerException e) {
      return true; // nobody can tell what was promised
    }
  }
}
