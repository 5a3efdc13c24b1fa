// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows issuer names up from the leaf, as OpenSSL does: trust anchors come first, what the peer
 * sent fills the gaps. There is one attempt and no way back, so the result can be explained; {@link
 * PathSearch} looks for other ways.
 */
final class ChainTrace {
  private final PathRequest request;
  private final List<PeerCertificate> chain = new ArrayList<>();
  private final Set<PeerCertificate> unused;
  private boolean reachedAnchors;
  private int shown;
  private boolean complete;

  private ChainTrace(PathRequest request) {
    this.request = request;
    this.unused = new LinkedHashSet<>(request.untrusted());
  }

  static ChainTrace of(PathRequest request, Links links) {
    ChainTrace trace = new ChainTrace(request);
    trace.append(request.leaf());
    boolean extended = true;
    while (extended && !trace.complete) {
      extended = trace.extend();
    }
    trace.acceptTrustedLeaf();
    trace.acceptKeyOfAnchor(links);
    return trace;
  }

  /** From the leaf to the anchor, or as far as it goes. */
  List<PeerCertificate> chain() {
    return List.copyOf(chain);
  }

  /** Why there is no chain to an anchor, with OpenSSL's distinctions; empty if there is one. */
  Optional<Finding> gap() {
    if (complete) {
      return Optional.empty();
    }
    return Optional.of(new Finding(reason(), chain.size() - 1));
  }

  private VerifyResult reason() {
    if (isTooLong()) {
      return VerifyResult.CERT_CHAIN_TOO_LONG;
    }
    if (lacksRecord()) {
      return VerifyResult.DANE_NO_MATCH;
    }
    if (Issuance.isSelfSigned(last())) {
      return chain.size() == 1
          ? VerifyResult.DEPTH_ZERO_SELF_SIGNED_CERT
          : VerifyResult.SELF_SIGNED_CERT_IN_CHAIN;
    }
    return reachedAnchors
        ? VerifyResult.UNABLE_TO_GET_ISSUER_CERT
        : VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
  }

  // Where trust was found, or has no say, it is the match that is missing.
  private boolean lacksRecord() {
    DaneRecords records = request.rules().dane();
    return !records.isEmpty()
        && (!records.needsTrust()
            || chain.stream().anyMatch(one -> request.isTrusted(one) && request.isAnchor(one)));
  }

  private boolean extend() {
    if (isTooLong()) {
      return false;
    }
    if (Issuance.isSelfSigned(last())) {
      // Only the anchor itself counts: another one of the same name has another key.
      complete = request.isComplete(chain);
      return false;
    }
    return extendFromAnchors() || !reachedAnchors && extendFromPresented();
  }

  private boolean extendFromAnchors() {
    Optional<PeerCertificate> issuer =
        Issuance.best(request.namedAsIssuerOf(last()), last(), request::isCurrent);
    issuer.ifPresent(
        anchor -> {
          shown = reachedAnchors ? shown : chain.size();
          append(anchor);
          reachedAnchors = true;
          complete = request.isComplete(chain);
        });
    return issuer.isPresent();
  }

  private boolean extendFromPresented() {
    Optional<PeerCertificate> issuer = Issuance.best(unused, last(), request::isCurrent);
    issuer.ifPresent(
        presented -> {
          append(presented);
          complete = request.dane().anchorMatch(chain).isPresent();
        });
    return issuer.isPresent();
  }

  private void acceptTrustedLeaf() {
    boolean trusted =
        request.rules().has(VerifyFlag.PARTIAL_CHAIN) && request.isTrusted(request.leaf());
    if (!complete && !reachedAnchors && trusted) {
      chain.subList(1, chain.size()).clear();
      complete = request.isComplete(chain);
    }
  }

  // The last chance, as in OpenSSL: a record has the key that signed the last one that was shown.
  private void acceptKeyOfAnchor(Links links) {
    List<PeerCertificate> below = chain.subList(0, reachedAnchors ? shown : chain.size());
    if (!complete && !isTooLong() && request.endsAtKey(below, links)) {
      chain.subList(below.size(), chain.size()).clear();
      complete = true;
    }
  }

  private void append(PeerCertificate certificate) {
    chain.add(certificate);
    unused.remove(certificate);
  }

  // One more than there may be: OpenSSL stops here and says so.
  private boolean isTooLong() {
    return request.isTooLong(chain);
  }

  private PeerCertificate last() {
    return chain.get(chain.size() - 1);
  }
}
