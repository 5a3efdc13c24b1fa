// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.util.List;

/**
 * All that one validation is about.
 *
 * @param presented what the peer sent, its own certificate first
 * @param maxDepth most intermediate certificates between leaf and anchor
 * @param securityLevel OpenSSL's, 0 to 5
 * @param acceptsPartialChains whether an anchor may be other than self-signed
 */
record PathRequest(
    List<PeerCertificate> presented,
    TrustAnchors anchors,
    Purpose purpose,
    Instant now,
    int maxDepth,
    int securityLevel,
    boolean acceptsPartialChains) {

  PathRequest {
    presented = List.copyOf(presented);
  }

  PeerCertificate leaf() {
    return presented.get(0);
  }

  /** Whether a certificate from the anchors ends a chain. */
  boolean isAnchor(PeerCertificate certificate) {
    return acceptsPartialChains || Issuance.isSelfSigned(certificate);
  }
}
