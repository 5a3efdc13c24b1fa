// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Revocation lists that are fetched for one validation, each once. */
final class FetchedLists {
  /** More places than this are not tried for one validation. */
  static final int MAX_PLACES = 8;

  private final Optional<RevocationFetcher> fetcher;
  private final Map<URI, List<X509CRL>> known = new HashMap<>();

  FetchedLists(Optional<RevocationFetcher> fetcher) {
    this.fetcher = fetcher;
  }

  /** Those of a certificate's issuer; none unless somebody fetches. */
  List<X509CRL> listsFor(PeerCertificate certificate) {
    List<X509CRL> found = new ArrayList<>();
    if (fetcher.isPresent()) {
      for (URI place : DistributionPoints.lists(certificate)) {
        if (known.size() < MAX_PLACES) {
          known.computeIfAbsent(place, this::fetch);
        }
        found.addAll(known.getOrDefault(place, List.of()));
      }
    }
    return RevocationLists.of(found).issuedBy(certificate.issuerDer());
  }

  // A place that cannot be reached, or has something else, is as good as none.
  private List<X509CRL> fetch(URI place) {
    try {
      return RevocationLists.parse(place.toString(), fetcher.orElseThrow().list(place).toArray())
          .all();
    } catch (IOException e) {
      return List.of();
    }
  }
}
