// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.TlsaRecord.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where in a path TLSA records count: RFC 7671 5, and the choices of OpenSSL's {@code
 * X509_verify_cert}.
 *
 * @param records all of them; none for a path that is judged without
 * @param presented what the peer sent
 */
record DaneCheck(DaneRecords records, List<PeerCertificate> presented) {
  /** A leaf that decides alone. */
  Optional<DaneMatch> leafMatch(PeerCertificate leaf) {
    return match(Usage.DANE_EE, leaf, 0);
  }

  /** A raw public key: it has nothing else to be compared (RFC 7671 5.1). */
  Optional<DaneMatch> keyMatch(PeerCertificate key) {
    return of(Usage.DANE_EE)
        .filter(one -> one.selector() == TlsaRecord.Selector.SPKI && one.matches(key))
        .findFirst()
        .map(one -> new DaneMatch(one, 0, Optional.empty()));
  }

  /** Whether the leaf has decided against the peer: no path could lead to a match any more. */
  boolean isLost(PeerCertificate leaf) {
    return !records.isEmpty()
        && records.records().stream().noneMatch(one -> one.usage().isOfIssuer())
        && match(Usage.PKIX_EE, leaf, 0).isEmpty();
  }

  /** Issuers that came with the records, to be used as if the peer had sent them. */
  Stream<PeerCertificate> issuers() {
    return records.counting().stream().flatMap(one -> one.issuer().stream());
  }

  boolean hasAnchors() {
    return of(Usage.DANE_TA).findAny().isPresent();
  }

  /** Whether a path may end here because a DANE-TA(2) record says so. */
  Optional<DaneMatch> anchorMatch(List<PeerCertificate> chain) {
    int top = chain.size() - 1;
    if (top == 0 || !hasAnchors()) {
      return Optional.empty();
    }
    PeerCertificate last = chain.get(top);
    // What nobody but the local store knows is no matter of the domain's owner.
    boolean shown = presented.contains(last) || issuers().anyMatch(last::equals);
    return shown ? match(Usage.DANE_TA, last, top) : Optional.empty();
  }

  /** Whether a path may end here because a DANE-TA(2) record has the key that signed its end. */
  Optional<DaneMatch> keyMatch(List<PeerCertificate> chain, Links links) {
    int top = chain.size() - 1;
    return of(Usage.DANE_TA)
        .filter(
            one -> one.anchorKey().filter(key -> links.isSigned(chain.get(top), key)).isPresent())
        .findFirst()
        .map(one -> new DaneMatch(one, top, Optional.empty()));
  }

  /** The match that a path needs which ends at a locally trusted anchor. */
  Optional<DaneMatch> pkixMatch(List<PeerCertificate> chain) {
    return match(Usage.PKIX_EE, chain.get(0), 0)
        .or(
            () ->
                IntStream.range(1, chain.size())
                    .mapToObj(depth -> match(Usage.PKIX_TA, chain.get(depth), depth))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  private Optional<DaneMatch> match(Usage usage, PeerCertificate certificate, int depth) {
    return of(usage)
        .filter(one -> one.matches(certificate))
        .findFirst()
        .map(one -> new DaneMatch(one, depth, Optional.of(certificate)));
  }

  private Stream<TlsaRecord> of(Usage usage) {
    return records.counting().stream().filter(one -> one.usage() == usage);
  }
}
