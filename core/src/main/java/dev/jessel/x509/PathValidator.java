// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether what a peer presented leads to a trust anchor, and says what OpenSSL would say if
 * not. The certificates may come in any order after the first, with others among them that do not
 * belong to the chain. Host names are another matter: see {@link PeerName}. Immutable, safe for use
 * by several threads.
 */
public final class PathValidator {
  /** How many intermediate certificates OpenSSL accepts unless told otherwise. */
  public static final int DEFAULT_MAX_DEPTH = 100;

  /** More certificates than this from one peer are not looked at. */
  public static final int MAX_PRESENTED = 100;

  private static final int DEFAULT_SECURITY_LEVEL = 2;

  private final int securityLevel;
  private final boolean acceptsPartialChains;

  private PathValidator(int securityLevel, boolean acceptsPartialChains) {
    this.securityLevel = securityLevel;
    this.acceptsPartialChains = acceptsPartialChains;
  }

  /**
   * A validator with OpenSSL's defaults: security level 2, chains must end at a self-signed anchor.
   *
   * @return the validator
   */
  public static PathValidator create() {
    return new PathValidator(DEFAULT_SECURITY_LEVEL, false);
  }

  /**
   * A validator that asks more or less of keys and signatures.
   *
   * @param level 0 (all that the JDK accepts) to 5, as in {@code SSL_CTX_set_security_level(3)}
   * @return another validator
   * @throws IllegalArgumentException if there is no such level
   */
  public PathValidator withSecurityLevel(int level) {
    if (level < 0 || level > SecurityLevelRules.MAX_LEVEL) {
      throw new IllegalArgumentException("security level " + level);
    }
    return new PathValidator(level, acceptsPartialChains);
  }

  /**
   * A validator for which every anchor ends a chain, also one that another CA issued: OpenSSL's
   * {@code X509_V_FLAG_PARTIAL_CHAIN}.
   *
   * @return another validator
   */
  public PathValidator acceptingPartialChains() {
    return new PathValidator(securityLevel, true);
  }

  /**
   * Validates a chain.
   *
   * @param presented the peer's own certificate, then whatever else it sent; not empty
   * @param anchors whom to trust
   * @param purpose what the peer is
   * @param now when the certificates must be valid
   * @param maxDepth most intermediate certificates between the peer's and the anchor; 0 and up
   * @return the verdict; never an exception for anything that a peer can send
   * @throws IllegalArgumentException if nothing was presented or the depth is negative
   */
  public PathVerdict validate(
      List<PeerCertificate> presented,
      TrustAnchors anchors,
      Purpose purpose,
      Instant now,
      int maxDepth) {
    if (presented.isEmpty() || maxDepth < 0) {
      throw new IllegalArgumentException("no certificate, or a negative depth");
    }
    if (presented.size() > MAX_PRESENTED) {
      return PathVerdict.rejected(VerifyResult.CERT_CHAIN_TOO_LONG, MAX_PRESENTED);
    }
    int depth = Math.min(maxDepth, DEFAULT_MAX_DEPTH);
    return validate(
        new PathRequest(
            presented,
            anchors,
            purpose,
            now.truncatedTo(ChronoUnit.SECONDS), // certificates know no fractions
            depth,
            securityLevel,
            acceptsPartialChains));
  }

  private static PathVerdict validate(PathRequest request) {
    Optional<Finding> weakLeaf =
        new SecurityLevelRules(request.securityLevel()).checkLeaf(request.leaf());
    if (weakLeaf.isPresent()) {
      return rejected(weakLeaf.get());
    }
    ChainTrace trace = ChainTrace.of(request);
    Optional<Finding> problem = trace.gap().or(() -> check(trace.chain(), request));
    return problem.isEmpty()
        ? PathVerdict.trusted(trace.chain())
        : alternative(request).orElseGet(() -> rejected(problem.get()));
  }

  private static Optional<PathVerdict> alternative(PathRequest request) {
    return new AlternativePaths(request)
        .find()
        .filter(chain -> check(chain, request).isEmpty())
        .map(PathVerdict::trusted);
  }

  // The order is OpenSSL's: it decides which of several problems is reported.
  private static Optional<Finding> check(List<PeerCertificate> chain, PathRequest request) {
    return new ChainRules(chain, request.purpose())
        .check()
        .or(() -> new SecurityLevelRules(request.securityLevel()).checkIssuers(chain))
        .or(() -> checkSignaturesAndDates(chain, request.now()));
  }

  // Both from the anchor down, the signature of each certificate before its dates; constraints on
  // names and policies after all of them.
  private static Optional<Finding> checkSignaturesAndDates(
      List<PeerCertificate> chain, Instant now) {
    Optional<Finding> dates = new ValidityCheck(chain, now).check();
    if (dates.isPresent() && dates.get().depth() == chain.size() - 1) {
      return dates;
    }
    Optional<Finding> pkix = new PkixCheck(chain, now).check();
    boolean signatureFirst =
        pkix.isPresent()
            && pkix.get().result() == VerifyResult.CERT_SIGNATURE_FAILURE
            && pkix.get().depth() >= dates.map(Finding::depth).orElse(0);
    return signatureFirst ? pkix : dates.or(() -> pkix);
  }

  private static PathVerdict rejected(Finding finding) {
    return PathVerdict.rejected(finding.result(), finding.depth());
  }
}
