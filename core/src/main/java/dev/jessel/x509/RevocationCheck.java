// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether certificates of a chain are revoked, by OCSP responses and by revocation lists, as far as
 * that is asked for. Where a certificate has a good response, no list is looked at.
 */
final class RevocationCheck {
  private final PathRequest request;
  private final PathRules rules;
  private final OcspCheck ocsp;
  private final CrlCheck lists;

  RevocationCheck(PathRequest request, Links links) {
    this.request = request;
    this.rules = request.rules();
    this.ocsp = new OcspCheck(request, links);
    this.lists = new CrlCheck(request, links);
  }

  Stream<Finding> findings(List<PeerCertificate> chain) {
    return IntStream.range(0, firstTrusted(chain))
        .boxed()
        .filter(depth -> !Issuance.isSelfSigned(chain.get(depth)))
        .flatMap(depth -> broken(chain, depth).map(result -> new Finding(result, depth)));
  }

  // As in OpenSSL: what may end a path is trusted as it is.
  private int firstTrusted(List<PeerCertificate> chain) {
    if (!rules.has(VerifyFlag.PARTIAL_CHAIN)) {
      return chain.size();
    }
    return (int) chain.stream().takeWhile(one -> !request.store().contains(one)).count();
  }

  private Stream<VerifyResult> broken(List<PeerCertificate> chain, int depth) {
    boolean promised = mustStaple(depth);
    boolean needsResponse = promised || isAsked(VerifyFlag.OCSP_RESP_CHECK, depth);
    boolean needsList = isAsked(VerifyFlag.CRL_CHECK, depth);
    if (depth + 1 == chain.size()) {
      return needsList || needsResponse ? lists.broken(chain, depth) : Stream.empty();
    }
    VerifyResult said = ocsp.check(chain, depth, needsResponse);
    if (said == VerifyResult.OK && needsResponse) {
      return Stream.empty();
    }
    // A response that nobody asked for counts when it is sound and says "revoked". A list may stand
    // in for one that the caller asks for, not for one that the certificate promises.
    if (said == VerifyResult.CERT_REVOKED || promised || needsResponse && !needsList) {
      return Stream.of(said);
    }
    return needsList ? lists.broken(chain, depth) : Stream.empty();
  }

  private boolean isAsked(VerifyFlag check, int depth) {
    VerifyFlag all =
        check == VerifyFlag.CRL_CHECK ? VerifyFlag.CRL_CHECK_ALL : VerifyFlag.OCSP_RESP_CHECK_ALL;
    return rules.has(check) && (depth == 0 || rules.has(all));
  }

  // RFC 7633 4.2.3.1: a leaf that promises a response must have one, from a server that was asked.
  private boolean mustStaple(int depth) {
    return depth == 0
        && request.evidence().statusAsked()
        && TlsFeature.mustStaple(request.leaf().extensions());
  }
}
