// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What OCSP says of certificates: by the response that came with one, else by asking a responder,
 * where somebody may.
 */
final class OcspCheck {
  /** More questions than this are not asked for one validation. */
  static final int MAX_QUESTIONS = 8;

  private final PathRequest request;
  private final Links links;
  private final Map<URI, Map<Bytes, Optional<Bytes>>> asked = new HashMap<>();
  private int questions;

  OcspCheck(PathRequest request, Links links) {
    this.request = request;
    this.links = links;
  }

  /**
   * What is known of a certificate, which is not the last of its chain.
   *
   * @param mayAsk whether a responder is asked where the peer has no good response
   */
  VerifyResult check(List<PeerCertificate> chain, int depth, boolean mayAsk) {
    PeerCertificate certificate = chain.get(depth);
    PeerCertificate issuer = chain.get(depth + 1);
    Optional<Bytes> shown = request.evidence().responseFor(certificate);
    VerifyResult result =
        shown.map(response -> judge(response, certificate, issuer)).orElse(absent(mayAsk));
    boolean isKnown = result == VerifyResult.OK || result == VerifyResult.CERT_REVOKED;
    return isKnown || !mayAsk || !request.mayFetch(chain, depth, links)
        ? result
        : live(certificate, issuer).map(r -> judge(r, certificate, issuer)).orElse(result);
  }

  // RFC 7633 apart, OpenSSL has no word for a response that was promised and did not come.
  private VerifyResult absent(boolean isNeeded) {
    return isNeeded && !request.rules().has(VerifyFlag.OCSP_RESP_CHECK)
        ? VerifyResult.OCSP_VERIFY_NEEDED
        : VerifyResult.OCSP_NO_RESPONSE;
  }

  private VerifyResult judge(Bytes response, PeerCertificate certificate, PeerCertificate issuer) {
    return OcspResponse.parse(response)
        .map(parsed -> new OcspJudge(request, links, parsed).judge(certificate, issuer))
        .orElse(VerifyResult.OCSP_RESP_INVALID);
  }

  private Optional<Bytes> live(PeerCertificate certificate, PeerCertificate issuer) {
    Bytes question = OcspRequest.of(certificate, issuer);
    return DistributionPoints.responders(certificate).stream()
        .flatMap(
            responder ->
                asked
                    .computeIfAbsent(responder, r -> new HashMap<>())
                    .computeIfAbsent(question, q -> ask(responder, q))
                    .stream())
        .findFirst();
  }

  private Optional<Bytes> ask(URI responder, Bytes question) {
    questions++;
    if (questions > MAX_QUESTIONS) {
      return Optional.empty();
    }
    try {
      return Optional.of(request.store().fetcher().orElseThrow().ask(responder, question));
    } catch (IOException e) {
      return Optional.empty(); // one that cannot be reached knows nothing
    }
  }
}
