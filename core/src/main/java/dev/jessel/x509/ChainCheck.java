// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that is asked of a chain from leaf to anchor. The order is OpenSSL's: it decides which of
 * several problems is reported. Each look is taken when it is asked for.
 */
final class ChainCheck {
  private final PathRequest request;
  private final PathRules rules;
  private final Links links;
  private final RevocationCheck revocation;

  ChainCheck(PathRequest request, Links links) {
    this.request = request;
    this.rules = request.rules();
    this.links = links;
    this.revocation = new RevocationCheck(request, links);
  }

  /** Whether nothing is wrong with the chain, whatever the names of its leaf are. */
  boolean isGood(List<PeerCertificate> chain) {
    return Stream.concat(beforeNames(chain), afterNames(chain)).allMatch(Finding::isGood);
  }

  /** All that is found, the good news too. */
  Stream<Finding> findings(List<PeerCertificate> chain) {
    return Stream.<Supplier<Stream<Finding>>>of(
            () -> beforeNames(chain), this::names, () -> afterNames(chain))
        .flatMap(Supplier::get);
  }

  /** Which of the names that are asked for the leaf lacks. */
  Stream<Finding> names() {
    return new NameCheck(rules.parameters())
        .broken(request.leaf())
        .map(result -> new Finding(result, 0));
  }

  private Stream<Finding> beforeNames(List<PeerCertificate> chain) {
    return Stream.<Supplier<Stream<Finding>>>of(
            () -> new ChainRules(chain, request.purpose(), rules).findings(),
            () -> strict(chain),
            () -> strength(chain))
        .flatMap(Supplier::get);
  }

  // Where the record is the issuer's key, the last certificate is no anchor: its signature counts.
  // OpenSSL looks at neither that nor the key.
  private Stream<Finding> strength(List<PeerCertificate> chain) {
    SecurityLevelRules level = new SecurityLevelRules(rules.securityLevel());
    return Stream.concat(
        level.ofChain(chain),
        request.endKey(chain, links).stream().flatMap(key -> level.ofSigner(key, chain)));
  }

  private Stream<Finding> strict(List<PeerCertificate> chain) {
    return rules.has(VerifyFlag.X509_STRICT) ? new StrictRules(chain).findings() : Stream.empty();
  }

  private Stream<Finding> afterNames(List<PeerCertificate> chain) {
    boolean commonNameCounts = HostFlag.subjectCounts(rules.parameters().hostFlags());
    return Stream.<Supplier<Stream<Finding>>>of(
            () -> revocation.findings(chain),
            () -> signaturesAndDates(chain),
            () -> new NameConstraintCheck(chain, commonNameCounts).findings(),
            () -> PolicyCheck.findings(chain, rules))
        .flatMap(Supplier::get);
  }

  // From the anchor down, the signature of each certificate before its dates.
  private Stream<Finding> signaturesAndDates(List<PeerCertificate> chain) {
    int top = chain.size() - 1;
    PeerCertificate last = chain.get(top);
    // Only a callback that overlooks the missing issuer brings a chain here that has none, or a
    // TLSA record that makes an anchor of one; where the record is the issuer's key, none lacks.
    boolean hangsInTheAir =
        !rules.has(VerifyFlag.PARTIAL_CHAIN)
            && !Issuance.isSelfSigned(last)
            && !request.endsAtKey(chain, links);
    int first = hangsInTheAir && top > 0 ? top - 1 : top;
    Stream<Finding> orphan =
        hangsInTheAir && top == 0
            ? Stream.of(new Finding(VerifyResult.UNABLE_TO_VERIFY_LEAF_SIGNATURE, 0))
            : Stream.empty();
    return Stream.concat(
        orphan,
        IntStream.rangeClosed(0, first)
            .mapToObj(n -> first - n)
            .flatMap(depth -> signatureAndDates(chain, depth)));
  }

  private Stream<Finding> signatureAndDates(List<PeerCertificate> chain, int depth) {
    PeerCertificate certificate = chain.get(depth);
    return Stream.<Supplier<Stream<Finding>>>of(
            () -> signature(chain, depth),
            () -> dates(certificate).map(result -> new Finding(result, depth)),
            () -> Stream.of(new Finding(VerifyResult.OK, depth)))
        .flatMap(Supplier::get);
  }

  private Stream<Finding> signature(List<PeerCertificate> chain, int depth) {
    PeerCertificate certificate = chain.get(depth);
    if (depth < chain.size() - 1) {
      return links.check(certificate, chain.get(depth + 1), depth).stream();
    }
    return rules.has(VerifyFlag.CHECK_SS_SIGNATURE) && Issuance.isSelfSigned(certificate)
        ? links.check(certificate, certificate, depth).stream()
        : Stream.empty();
  }

  private Stream<VerifyResult> dates(PeerCertificate certificate) {
    return rules.has(VerifyFlag.NO_CHECK_TIME)
        ? Stream.empty()
        : ValidityCheck.broken(certificate, request.now());
  }
}
