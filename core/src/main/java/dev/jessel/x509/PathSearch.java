// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Searches all ways from the leaf to an anchor: the second attempt, where cross-signed certificates
 * make the straight way lead nowhere. Each step is checked before the next is taken, and the number
 * of steps is bounded: a peer can send certificates that sign each other in so many ways that
 * trying all of them would take years.
 */
final class PathSearch {
  /** Certificates that are tried as an issuer, over all ways; then the search is given up. */
  static final int MAX_STEPS = 256;

  private final PathRequest request;
  private final Links links;
  private final ChainCheck check;
  private final SecurityLevelRules level;
  private final List<PeerCertificate> chain = new ArrayList<>();
  private final Set<Holder> holders = new HashSet<>();
  private int steps;

  private record Holder(Bytes name, Bytes key) {
    static Holder of(PeerCertificate certificate) {
      return new Holder(certificate.subjectDer(), certificate.spki());
    }
  }

  PathSearch(PathRequest request, Links links, ChainCheck check) {
    this.request = request;
    this.links = links;
    this.check = check;
    this.level = new SecurityLevelRules(request.rules().securityLevel());
  }

  /** A chain, anchor included, that nothing is wrong with; empty if none was found. */
  Optional<List<PeerCertificate>> find() {
    if (!isAnyAnchorNear()) {
      return Optional.empty(); // the usual case for a chain that nobody here knows
    }
    append(request.leaf());
    return search() ? Optional.of(List.copyOf(chain)) : Optional.empty();
  }

  private boolean isAnyAnchorNear() {
    return request.dane().hasAnchors()
        || request.presented().stream()
            .anyMatch(presented -> !request.namedAsIssuerOf(presented).isEmpty());
  }

  // Leaves in the chain what it found.
  private boolean search() {
    PeerCertificate last = chain.get(chain.size() - 1);
    if (request.isTooLong(chain)) {
      return false;
    }
    for (PeerCertificate issuer : candidates(last)) {
      steps++;
      if (steps > MAX_STEPS) {
        return false;
      }
      if (!leads(last, issuer)) {
        continue;
      }
      append(issuer);
      if (isGoodChain() || search()) {
        return true;
      }
      chain.remove(chain.size() - 1);
      holders.remove(Holder.of(issuer));
    }
    return false;
  }

  private void append(PeerCertificate certificate) {
    chain.add(certificate);
    holders.add(Holder.of(certificate));
  }

  private Set<PeerCertificate> candidates(PeerCertificate last) {
    Set<PeerCertificate> candidates = new LinkedHashSet<>(request.namedAsIssuerOf(last));
    candidates.addAll(request.untrusted());
    candidates.removeIf(candidate -> !Issuance.isLikely(candidate, last));
    candidates.removeIf(this::standsInChain);
    return candidates;
  }

  // RFC 4158 2.4.2: the same name with the same key a second time leads round in a circle.
  private boolean standsInChain(PeerCertificate candidate) {
    return holders.contains(Holder.of(candidate));
  }

  private boolean leads(PeerCertificate last, PeerCertificate issuer) {
    return request.isCurrent(issuer)
        && PurposeRules.of(request.purpose()).allowIssuer(issuer)
        && (request.isTrusted(issuer) || level.allow(issuer))
        && links.check(last, issuer, chain.size() - 1).isEmpty();
  }

  private boolean isGoodChain() {
    return (request.isComplete(chain) || request.endsAtKey(chain, links)) && check.isGood(chain);
  }
}
