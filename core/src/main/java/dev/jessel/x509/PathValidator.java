// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
  private final Optional<VerifyCallback> callback;

  private PathValidator(PathRules rules, Optional<VerifyCallback> callback) {
    this.rules = rules;
    this.callback = callback;
  }

  /**
   * A validator with OpenSSL's defaults: security level 2, chains must end at a self-signed anchor.
   *
   * @return the validator
   */
  public static PathValidator create() {
    return new PathValidator(PathRules.standard(), Optional.empty());
  }

  /**
   * A validator that asks what some parameters say, and nothing that was asked before.
   *
   * @param parameters all that is asked of a path
   * @return another validator
   */
  public PathValidator with(VerifyParameters parameters) {
    return with(rules.with(parameters));
  }

  /**
   * A validator for which one of some TLSA records must match what the peer shows.
   *
   * @param records all that there are for the peer; none to judge without
   * @return another validator
   */
  public PathValidator with(DaneRecords records) {
    return with(rules.with(records));
  }

  /**
   * A validator that has somebody judge each certificate.
   *
   * @param asked has the last word; not safe to share between threads unless it says so itself
   * @return another validator
   */
  public PathValidator withCallback(VerifyCallback asked) {
    return new PathValidator(rules, Optional.of(asked));
  }

  private PathValidator with(PathRules other) {
    return new PathValidator(other, callback);
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
    return with(rules.withSecurityLevel(level));
  }

  /**
   * A validator for which every anchor ends a chain, also one that another CA issued: OpenSSL's
   * {@code X509_V_FLAG_PARTIAL_CHAIN}.
   *
   * @return another validator
   */
  public PathValidator acceptingPartialChains() {
    return with(rules.with(VerifyFlag.PARTIAL_CHAIN));
  }

  /**
   * A validator that insists on the profile of RFC 5280 where it could do without: key identifiers,
   * criticality, serial numbers, the syntax of host names. OpenSSL's {@code
   * X509_V_FLAG_X509_STRICT}, and somewhat more. Certificates that break it are in use.
   *
   * @return another validator
   */
  public PathValidator strict() {
    return with(rules.with(VerifyFlag.X509_STRICT));
  }

  /**
   * A validator that leaves the key usage of the leaf to its caller, who knows what the key is used
   * for. Its extended key usage still counts.
   *
   * @return another validator
   */
  public PathValidator withoutKeyUsageOfLeaf() {
    return with(rules.withoutLeafUsage());
  }

  /**
   * A validator for which self-issued intermediates, which a CA makes when it changes its key, do
   * not count against the depth: RFC 5280's path length instead of OpenSSL's depth. {@link
   * #DEFAULT_MAX_DEPTH} binds all of them.
   *
   * @return another validator
   */
  public PathValidator withoutCountingSelfIssued() {
    return with(rules.withoutCountingSelfIssued());
  }

  /**
   * Whether a certificate has the names that are asked for; where none are, any has.
   *
   * @param leaf what a peer presented
   * @return true if one of each kind matches
   */
  public boolean acceptsNamesOf(PeerCertificate leaf) {
    return new NameCheck(rules.parameters()).broken(leaf).findAny().isEmpty();
  }

  /**
   * Judges a raw public key by the TLSA records: DANE-EE(3) ones about keys count. It must be as
   * strong as the key of a certificate.
   *
   * @param key what the peer showed
   * @return the verdict; empty where there are no records
   */
  public Optional<PathVerdict> judgeKey(PeerCertificate key) {
    if (rules.dane().isEmpty()) {
      return Optional.empty();
    }
    if (new SecurityLevelRules(rules.securityLevel()).isTooWeak(key)) {
      return Optional.of(PathVerdict.rejected(VerifyResult.EE_KEY_TOO_SMALL, 0));
    }
    Optional<DaneMatch> match = new DaneCheck(rules.dane(), List.of(key)).keyMatch(key);
    return Optional.of(
        match.isPresent()
            ? PathVerdict.trusted(List.of(), Optional.empty(), match)
            : PathVerdict.rejected(VerifyResult.DANE_NO_MATCH, 0));
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
    VerifyParameters parameters = rules.parameters().withDepth(OptionalInt.of(maxDepth));
    return with(parameters)
        .validate(PeerEvidence.of(presented), TrustStore.of(anchors), purpose, now);
  }

  /**
   * Validates what a peer has to show.
   *
   * @param evidence certificates, and what comes with them
   * @param store whom to trust
   * @param usual what the peer is, unless the parameters say it
   * @param now when all must be valid, unless the parameters say it
   * @return the verdict; never an exception for anything that a peer can send
   */
  public PathVerdict validate(PeerEvidence evidence, TrustStore store, Purpose usual, Instant now) {
    if (evidence.presented().size() > MAX_PRESENTED) {
      return PathVerdict.rejected(VerifyResult.CERT_CHAIN_TOO_LONG, MAX_PRESENTED);
    }
    VerifyParameters parameters = rules.parameters();
    Instant time = parameters.time().orElse(now);
    PathRequest request =
        new PathRequest(
            evidence,
            store,
            parameters.purpose().orElse(usual),
            time.truncatedTo(ChronoUnit.SECONDS), // certificates know no fractions
            Math.min(parameters.depth().orElse(DEFAULT_MAX_DEPTH), DEFAULT_MAX_DEPTH),
            rules);
    return callback.isEmpty() && VerdictMemory.mayKeep(request)
        ? store.memory().map(m -> remembered(request, m)).orElseGet(() -> validate(request))
        : validate(request);
  }

  private PathVerdict remembered(PathRequest request, VerdictMemory memory) {
    Optional<PathVerdict> known = memory.recall(request);
    if (known.isPresent()) {
      return known.get();
    }
    PathVerdict verdict = validate(request);
    if (verdict.isTrusted()) {
      memory.keep(request, verdict);
    }
    return verdict;
  }

  private PathVerdict validate(PathRequest request) {
    return new Validation(request, callback).verdict();
  }
}
