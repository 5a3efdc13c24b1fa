// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.List;

/**
 * All that one validation is about.
 *
 * @param presented what the peer sent, its own certificate first
 * @param maxDepth most intermediate certificates between leaf and anchor
 * @param rules how it is judged
 */
record PathRequest(
    List<PeerCertificate> presented,
    TrustAnchors anchors,
    Purpose purpose,
    Instant now,
    int maxDepth,
    PathRules rules) {

  PathRequest {
    presented = List.copyOf(presented);
  }

  PeerCertificate leaf() {
    return presented.get(0);
  }

  /** Whether a certificate from the anchors ends a chain. */
  boolean isAnchor(PeerCertificate certificate) {
    return rules.partialChains() || Issuance.isSelfSigned(certificate);
  }

  /** Whether a chain so far has more between leaf and anchor than there may be. */
  boolean isTooLong(List<PeerCertificate> chain) {
    long counted =
        rules.selfIssuedCount()
            ? chain.size()
            : chain.stream().filter(certificate -> !certificate.isSelfIssued()).count();
    return counted > maxDepth + 1 || chain.size() > PathValidator.DEFAULT_MAX_DEPTH + 1;
  }
}
