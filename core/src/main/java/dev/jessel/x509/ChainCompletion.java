// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Puts a chain in order, and adds the issuers that it lacks. What belongs to no place is left out,
 * and so is the root, which every peer has that trusts it.
 */
final class ChainCompletion {
  private static final int MAX_LENGTH = 10;

  private final List<PeerCertificate> pool;
  private final Instant now;

  /**
   * @param pool issuers that may be of use
   * @param now of two issuers that fit, the one is taken that is valid
   */
  ChainCompletion(Collection<PeerCertificate> pool, Instant now) {
    this.pool = List.copyOf(pool);
    this.now = now;
  }

  /** The leaf, its issuer, and so on, as far as they are known. */
  List<PeerCertificate> of(List<PeerCertificate> chain) {
    List<PeerCertificate> known = new ArrayList<>(chain);
    known.addAll(pool);
    List<PeerCertificate> path = new ArrayList<>(chain.subList(0, 1));
    while (path.size() < MAX_LENGTH) {
      PeerCertificate last = path.get(path.size() - 1);
      Optional<PeerCertificate> issuer = issuer(last, known, path);
      if (issuer.isEmpty() || Issuance.isSelfSigned(issuer.get())) {
        return path;
      }
      path.add(issuer.get());
    }
    return path;
  }

  private Optional<PeerCertificate> issuer(
      PeerCertificate subject, List<PeerCertificate> known, List<PeerCertificate> path) {
    if (Issuance.isSelfSigned(subject)) {
      return Optional.empty();
    }
    Links links = new Links(now);
    List<PeerCertificate> signers =
        known.stream()
            .filter(candidate -> !path.contains(candidate))
            .filter(candidate -> Issuance.isLikely(candidate, subject))
            .filter(candidate -> links.check(subject, candidate, 0).isEmpty())
            .toList();
    return Issuance.best(signers, subject, one -> one.isValidAt(now));
  }
}
