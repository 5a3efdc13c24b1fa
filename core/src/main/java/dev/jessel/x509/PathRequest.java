// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that one validation is about.
 *
 * @param evidence what the peer sent
 * @param store whom to trust
 * @param purpose what the leaf must be good for
 * @param now when all must be valid
 * @param maxDepth most intermediate certificates between leaf and anchor
 * @param rules how it is judged
 */
record PathRequest(
    PeerEvidence evidence,
    TrustStore store,
    Purpose purpose,
    Instant now,
    int maxDepth,
    PathRules rules) {

  List<PeerCertificate> presented() {
    return evidence.presented();
  }

  PeerCertificate leaf() {
    return evidence.leaf();
  }

  /** What TLSA records have to say. */
  DaneCheck dane() {
    return new DaneCheck(rules.dane(), presented());
  }

  /** All that may stand in a chain without being trusted, the leaf first. */
  List<PeerCertificate> untrusted() {
    return Stream.concat(
            Stream.concat(Stream.of(leaf()), dane().issuers()), presented().stream().skip(1))
        .toList();
  }

  /** Those in the store that bear the name of whoever issued a certificate. */
  List<PeerCertificate> namedAsIssuerOf(PeerCertificate certificate) {
    return rules.dane().needsTrust() ? store.namedAsIssuerOf(certificate) : List.of();
  }

  /** Whether the store has a certificate, and has a say. */
  boolean isTrusted(PeerCertificate certificate) {
    return rules.dane().needsTrust() && store.contains(certificate);
  }

  /** Whether a certificate from the store ends a chain. */
  boolean isAnchor(PeerCertificate certificate) {
    return rules.has(VerifyFlag.PARTIAL_CHAIN) || Issuance.isSelfSigned(certificate);
  }

  /** Whether a chain ends where it may. */
  boolean isComplete(List<PeerCertificate> chain) {
    return dane().anchorMatch(chain).isPresent() || isCompleteByTrust(chain);
  }

  private boolean isCompleteByTrust(List<PeerCertificate> chain) {
    PeerCertificate last = chain.get(chain.size() - 1);
    return isTrusted(last)
        && isAnchor(last)
        && (rules.dane().isEmpty() || dane().pkixMatch(chain).isPresent());
  }

  /** Whether a chain ends at a key that a TLSA record has, and nowhere else. */
  boolean endsAtKey(List<PeerCertificate> chain, Links links) {
    return endKey(chain, links).isPresent();
  }

  /** The key that a TLSA record has, of a chain that ends there and nowhere else. */
  Optional<PeerCertificate> endKey(List<PeerCertificate> chain, Links links) {
    return isComplete(chain)
        ? Optional.empty()
        : dane().keyMatch(chain, links).flatMap(match -> match.record().anchorKey());
  }

  /** The TLSA record that makes a chain complete. */
  Optional<DaneMatch> daneMatch(List<PeerCertificate> chain, Links links) {
    DaneCheck dane = dane();
    return dane.anchorMatch(chain)
        .or(() -> isCompleteByTrust(chain) ? dane.pkixMatch(chain) : Optional.empty())
        .or(() -> dane.keyMatch(chain, links));
  }

  /**
   * Whether what is known of a certificate may be fetched: where somebody does that, and from
   * places that a trusted CA has named. Whoever made up a certificate shall have nobody sent
   * anywhere.
   */
  boolean mayFetch(List<PeerCertificate> chain, int depth, Links links) {
    return store.fetcher().isPresent() && isComplete(chain) && links.hold(chain, depth);
  }

  /** Whether a chain so far has more between leaf and anchor than there may be. */
  boolean isTooLong(List<PeerCertificate> chain) {
    long counted =
        rules.selfIssuedCount()
            ? chain.size()
            : chain.stream().filter(certificate -> !certificate.isSelfIssued()).count();
    return counted > maxDepth + 1 || chain.size() > PathValidator.DEFAULT_MAX_DEPTH + 1;
  }

  /** Whether a certificate is within its dates, or dates do not count. */
  boolean isCurrent(PeerCertificate certificate) {
    return rules.has(VerifyFlag.NO_CHECK_TIME) || certificate.isValidAt(now);
  }
}
