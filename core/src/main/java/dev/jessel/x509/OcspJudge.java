// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.OcspResponse.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a response may be believed, and what it says (RFC 6960 3.2). */
final class OcspJudge {
  /** How much clocks may differ; OpenSSL gives as much. */
  static final Duration SKEW = Duration.ofMinutes(5);

  /** How old a response may be that does not say when the next one comes. */
  static final Duration MAX_AGE = Duration.ofDays(1);

  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  private final PathRequest request;
  private final Links links;
  private final OcspResponse response;

  OcspJudge(PathRequest request, Links links, OcspResponse response) {
    this.request = request;
    this.links = links;
    this.response = response;
  }

  VerifyResult judge(PeerCertificate certificate, PeerCertificate issuer) {
    Optional<Answer> answer =
        response.answers().stream().filter(one -> one.id().names(certificate, issuer)).findFirst();
    if (answer.isEmpty()) {
      return VerifyResult.OCSP_NO_RESPONSE;
    }
    if (!isSignedFor(issuer)) {
      return VerifyResult.OCSP_SIGNATURE_FAILURE;
    }
    return outOfDate(answer.get())
        .findFirst()
        .orElseGet(
            () ->
                switch (answer.get().status()) {
                  case GOOD -> VerifyResult.OK;
                  case REVOKED -> VerifyResult.CERT_REVOKED;
                  case UNKNOWN -> VerifyResult.OCSP_CERT_UNKNOWN;
                });
  }

  private Stream<VerifyResult> outOfDate(Answer answer) {
    boolean counts = !request.rules().has(VerifyFlag.NO_CHECK_TIME);
    return Rule.broken(
        new Rule(
            VerifyResult.OCSP_NOT_YET_VALID,
            () -> counts && answer.thisUpdate().isAfter(request.now().plus(SKEW))),
        new Rule(
            VerifyResult.OCSP_HAS_EXPIRED,
            () ->
                counts
                    && answer
                        .nextUpdate()
                        .orElseGet(() -> answer.thisUpdate().plus(MAX_AGE))
                        .isBefore(request.now().minus(SKEW))));
  }

  // RFC 6960 4.2.2.2: the issuer itself, or one whom that very issuer has made its responder.
  private boolean isSignedFor(PeerCertificate issuer) {
    boolean isStrong =
        new SecurityLevelRules(request.rules().securityLevel())
            .allow(response.signature().algorithm());
    return isStrong
        && Stream.concat(
                Stream.of(issuer),
                response.certificates().stream().filter(c -> isDelegate(c, issuer)))
            .filter(response.responder()::is)
            .limit(2) // a responder has one name
            .anyMatch(signer -> response.signature().isOf(signer, response.signed()));
  }

  private boolean isDelegate(PeerCertificate certificate, PeerCertificate issuer) {
    return response.responder().is(certificate)
        && certificate.extensions().assertsExtendedUsage(OCSP_SIGNING)
        && certificate.mayDigitallySign()
        && !certificate.extensions().isMalformed()
        && ChainRules.understand(certificate.extensions())
        && request.isCurrent(certificate)
        && Issuance.isLikely(issuer, certificate)
        && new SecurityLevelRules(request.rules().securityLevel()).allow(certificate)
        && links.check(certificate, issuer, 0).isEmpty();
  }
}
