// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;
import java.util.Optional;

/**
 * All that is asked of a chain from leaf to anchor. The order is OpenSSL's: it decides which of
 * several problems is reported.
 */
final class ChainCheck {
  private final PathRequest request;
  private final Links links;

  ChainCheck(PathRequest request, Links links) {
    this.request = request;
    this.links = links;
  }

  Optional<Finding> check(List<PeerCertificate> chain) {
    PathRules rules = request.rules();
    return new ChainRules(chain, request.purpose(), rules.leafUsage())
        .check()
        .or(() -> rules.strict() ? new StrictRules(chain).check() : Optional.empty())
        .or(() -> new SecurityLevelRules(rules.securityLevel()).checkIssuers(chain))
        .or(() -> rules.revocation().flatMap(r -> r.check(chain, request.now(), rules.strict())))
        .or(() -> signaturesAndDates(chain))
        .or(() -> new NameConstraintCheck(chain).check())
        .or(() -> policies(chain));
  }

  // From the anchor down, the signature of each certificate before its dates.
  private Optional<Finding> signaturesAndDates(List<PeerCertificate> chain) {
    for (int depth = chain.size() - 1; depth >= 0; depth--) {
      PeerCertificate certificate = chain.get(depth);
      Optional<VerifyResult> broken = Optional.empty();
      if (depth < chain.size() - 1) {
        broken = links.check(certificate, chain.get(depth + 1), depth);
      }
      broken = broken.or(() -> ValidityCheck.check(certificate, request.now()));
      if (broken.isPresent()) {
        return Optional.of(new Finding(broken.get(), depth));
      }
    }
    return Optional.empty();
  }

  // Where no certificate of the chain says that policies matter, they do not: TLS asks for none.
  private Optional<Finding> policies(List<PeerCertificate> chain) {
    boolean matter =
        chain.size() > 1
            && chain.stream()
                .anyMatch(
                    certificate ->
                        certificate.extensions().has(ChainRules.POLICY_CONSTRAINTS)
                            || certificate.extensions().has(ChainRules.INHIBIT_ANY_POLICY));
    return matter ? links.checkWhole(chain) : Optional.empty();
  }
}
