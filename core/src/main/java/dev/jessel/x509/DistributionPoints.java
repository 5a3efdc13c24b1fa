// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a certificate says that more is to be had: its issuer's revocation list (RFC 5280
 * 4.2.1.13), and a responder that knows of it (4.2.2.1).
 */
final class DistributionPoints {
  private static final String OCSP = "1.3.6.1.5.5.7.48.1";
  private static final int POINT = DerTag.constructed(0);
  private static final int FULL_NAME = DerTag.constructed(0);

  private DistributionPoints() {}

  /** The names of each point that is for all reasons and whose list the issuer itself signs. */
  static List<List<GeneralName>> of(CertificateExtensions extensions) throws DerException {
    Optional<DerReader> content = extensions.content(CertificateExtensions.CRL_DISTRIBUTION_POINTS);
    List<List<GeneralName>> points = new ArrayList<>();
    if (content.isPresent()) {
      for (DerReader list = content.get().sequence(); !list.isEmpty(); ) {
        DerReader fields = list.sequence();
        List<GeneralName> names = fields.nextIs(POINT) ? names(fields.next()) : List.of();
        if (fields.isEmpty()) {
          points.add(names);
        }
      }
    }
    return points;
  }

  /** The names of one point; none where it has but a name relative to its issuer. */
  static List<GeneralName> names(DerElement point) throws DerException {
    DerElement choice = point.content().next();
    return choice.tag() == FULL_NAME ? GeneralName.readAll(choice.content()) : List.of();
  }

  /** Where the revocation list is. */
  static List<URI> lists(PeerCertificate certificate) {
    try {
      return of(certificate.extensions()).stream()
          .flatMap(List::stream)
          .flatMap(DistributionPoints::uri)
          .toList();
    } catch (DerException e) {
      return List.of();
    }
  }

  /** Who can be asked. */
  static List<URI> responders(PeerCertificate certificate) {
    List<GeneralName> names = new ArrayList<>();
    Optional<DerReader> content =
        certificate.extensions().content(CertificateExtensions.AUTHORITY_INFO_ACCESS);
    try {
      if (content.isPresent()) {
        for (DerReader list = content.get().sequence(); !list.isEmpty(); ) {
          DerReader access = list.sequence();
          if (access.next().oid().equals(OCSP)) {
            names.add(GeneralName.read(access.next()));
          }
        }
      }
      return names.stream().flatMap(DistributionPoints::uri).toList();
    } catch (DerException e) {
      return List.of();
    }
  }

  private static Stream<URI> uri(GeneralName name) {
    if (name.form() != GeneralName.Form.URI) {
      return Stream.empty();
    }
    try {
      return Stream.of(new URI(name.text()));
    } catch (URISyntaxException e) {
      return Stream.empty();
    }
  }
}
