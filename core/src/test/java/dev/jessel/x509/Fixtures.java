// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The files that make-fixtures.sh has made. */
final class Fixtures {
  static final char[] PASSWORD = "correct horse".toCharArray();

  /** A time at which all certificates are valid whose names do not say otherwise. */
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private Fixtures() {}

  static Path file(String name) {
    try {
      return Path.of(Fixtures.class.getResource("/x509/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static PeerCertificate certificate(String name) throws PemException {
    return Certificates.read(file(name + ".pem")).get(0);
  }

  /** Certificates by their names, separated by spaces. */
  static List<PeerCertificate> certificates(String names) throws PemException {
    List<PeerCertificate> certificates = new ArrayList<>();
    for (String name : names.split(" ", 0)) {
      if (!name.isEmpty()) {
        certificates.addAll(Certificates.read(file(name + ".pem")));
      }
    }
    return certificates;
  }

  static TrustAnchors anchors(String names) throws PemException {
    return TrustAnchors.ofRead(certificates(names));
  }
}
