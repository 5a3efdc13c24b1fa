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

  private final PathRules rules;

  private PathValidator(PathRules rules) {
    this.rules = rules;
  }

  /**
   * A validator with OpenSSL's defaults: security level 2, chains must end at a self-signed anchor.
   *
   * @return the validator
   */
  public static PathValidator create() {
    return new PathValidator(PathRules.standard());
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
    return new PathValidator(rules.withSecurityLevel(level));
  }

  /**
   * A validator for which every anchor ends a chain, also one that another CA issued: OpenSSL's
   * {@code X509_V_FLAG_PARTIAL_CHAIN}.
   *
   * @return another validator
   */
  public PathValidator acceptingPartialChains() {
    return new PathValidator(rules.withPartialChains());
  }

  /**
   * A validator that insists on the profile of RFC 5280 where it could do without: key identifiers,
   * criticality, serial numbers, the syntax of host names. OpenSSL's {@code
   * X509_V_FLAG_X509_STRICT}, and somewhat more. Certificates that break it are in use.
   *
   * @return another validator
   */
  public PathValidator strict() {
    return new PathValidator(rules.strictly());
  }

  /**
   * A validator that leaves the key usage of the leaf to its caller, who knows what the key is used
   * for. Its extended key usage still counts.
   *
   * @return another validator
   */
  public PathValidator withoutKeyUsageOfLeaf() {
    return new PathValidator(rules.withoutLeafUsage());
  }

  /**
   * A validator for which self-issued intermediates, which a CA makes when it changes its key, do
   * not count against the depth: RFC 5280's path length instead of OpenSSL's depth. {@link
   * #DEFAULT_MAX_DEPTH} binds all of them.
   *
   * @return another validator
   */
  public PathValidator withoutCountingSelfIssued() {
    return new PathValidator(rules.withoutCountingSelfIssued());
  }

  /**
   * A validator that wants to see revocation lists, and refuses what has none: {@code
   * X509_V_FLAG_CRL_CHECK}.
   *
   * @param lists the lists at hand; nothing is fetched
   * @param wholeChain whether the lists of all CAs of a chain are wanted ({@code
   *     X509_V_FLAG_CRL_CHECK_ALL}), and not only of the one that issued the leaf
   * @return another validator
   */
  public PathValidator withRevocationLists(RevocationLists lists, boolean wholeChain) {
    return new PathValidator(rules.with(new RevocationCheck(lists, wholeChain)));
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
            rules));
  }

  private static PathVerdict validate(PathRequest request) {
    Optional<Finding> weakLeaf =
        new SecurityLevelRules(request.rules().securityLevel()).checkLeaf(request.leaf());
    if (weakLeaf.isPresent()) {
      return rejected(weakLeaf.get());
    }
    ChainTrace trace = ChainTrace.of(request);
    Links links = new Links(request.now());
    ChainCheck check = new ChainCheck(request, links);
    Optional<Finding> problem = trace.gap().or(() -> check.check(trace.chain()));
    return problem.isEmpty()
        ? PathVerdict.trusted(trace.chain())
        : new PathSearch(request, links, check)
            .find()
            .map(PathVerdict::trusted)
            .orElseGet(() -> rejected(problem.get()));
  }

  private static PathVerdict rejected(Finding finding) {
    return PathVerdict.rejected(finding.result(), finding.depth());
  }
}
