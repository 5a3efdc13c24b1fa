// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One validation. Not safe for use by several threads. */
final class Validation {
  private final PathRequest request;
  private final Optional<VerifyCallback> callback;
  private final SecurityLevelRules level;
  private final Links links;
  private final ChainCheck check;

  Validation(PathRequest request, Optional<VerifyCallback> callback) {
    this.request = request;
    this.callback = callback;
    this.level = new SecurityLevelRules(request.rules().securityLevel());
    this.links = new Links(request.now());
    this.check = new ChainCheck(request, links);
  }

  PathVerdict verdict() {
    PeerCertificate leaf = request.leaf();
    Optional<DaneMatch> alone = request.dane().leafMatch(leaf);
    if (alone.isPresent()) {
      return ofMatchedLeaf(alone);
    }
    return request.dane().isLost(leaf)
        ? ofLeaf(() -> Stream.of(new Finding(VerifyResult.DANE_NO_MATCH, 0)), Optional.empty())
        : ofPath();
  }

  // RFC 7671 5.1: the record stands for all that a CA says, dates included. As in OpenSSL, names
  // count unless a flag says otherwise, and the key must be strong enough.
  private PathVerdict ofMatchedLeaf(Optional<DaneMatch> match) {
    boolean named = request.rules().dane().checksNames();
    return ofLeaf(
        () ->
            Stream.concat(
                named ? check.names() : Stream.empty(), Stream.of(new Finding(VerifyResult.OK, 0))),
        match);
  }

  private PathVerdict ofLeaf(Supplier<Stream<Finding>> more, Optional<DaneMatch> match) {
    Stream<Finding> findings =
        Stream.<Supplier<Stream<Finding>>>of(() -> level.ofLeaf(request.leaf()), more)
            .flatMap(Supplier::get);
    return verdict(List.of(request.leaf()), findings, () -> match);
  }

  private PathVerdict ofPath() {
    ChainTrace trace = ChainTrace.of(request, links);
    boolean strong = level.ofLeaf(request.leaf()).allMatch(Finding::isGood);
    boolean straight = trace.gap().isEmpty() && strong && check.isGood(trace.chain());
    Optional<List<PeerCertificate>> other =
        !straight && strong && !request.rules().has(VerifyFlag.NO_ALT_CHAINS)
            ? new PathSearch(request, links, check).find()
            : Optional.empty();
    List<PeerCertificate> chain = other.orElse(trace.chain());
    boolean isGood = straight || other.isPresent();
    if (isGood && callback.isEmpty()) {
      return verdict(chain, check.names(), () -> request.daneMatch(chain, links));
    }
    Stream<Finding> gap = isGood ? Stream.empty() : trace.gap().stream();
    return verdict(
        chain,
        Stream.<Supplier<Stream<Finding>>>of(
                () -> level.ofLeaf(request.leaf()), () -> gap, () -> check.findings(chain))
            .flatMap(Supplier::get),
        () -> request.daneMatch(chain, links));
  }

  private PathVerdict verdict(
      List<PeerCertificate> chain, Stream<Finding> findings, Supplier<Optional<DaneMatch>> match) {
    return findings
        .map(finding -> judged(finding, chain))
        .filter(finding -> !finding.isGood())
        .findFirst()
        .map(finding -> PathVerdict.rejected(finding.result(), finding.depth()))
        .orElseGet(() -> PathVerdict.trusted(chain, name(), match.get()));
  }

  private Finding judged(Finding finding, List<PeerCertificate> chain) {
    return callback
        .map(
            asked -> asked.judge(new VerifyCallback.Step(finding.result(), finding.depth(), chain)))
        .map(result -> new Finding(result, finding.depth()))
        .orElse(finding);
  }

  private Optional<String> name() {
    return new NameCheck(request.rules().parameters()).matched(request.leaf());
  }
}
