// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a certificate stands on a revocation list (RFC 5280 6.3). Indirect and delta lists, and
 * those for some reasons alone, count as none.
 */
final class CrlCheck {
  private final PathRequest request;
  private final Links links;
  private final FetchedLists fetched;

  CrlCheck(PathRequest request, Links links) {
    this.request = request;
    this.links = links;
    this.fetched = new FetchedLists(request.store().fetcher());
  }

  /** What is wrong, with the list that fits best. */
  Stream<VerifyResult> broken(List<PeerCertificate> chain, int depth) {
    PeerCertificate certificate = chain.get(depth);
    List<CrlScope> found = usable(request.store().listsFor(certificate), chain, depth);
    if (found.stream().noneMatch(this::isSound) && request.mayFetch(chain, depth, links)) {
      List<CrlScope> more = new ArrayList<>(found);
      more.addAll(usable(fetched.listsFor(certificate), chain, depth));
      found = more;
    }
    return found.isEmpty()
        ? Stream.of(VerifyResult.UNABLE_TO_GET_CRL)
        : broken(Collections.max(found, byFitness()));
  }

  private static List<CrlScope> usable(
      List<X509CRL> lists, List<PeerCertificate> chain, int depth) {
    return lists.stream()
        .map(list -> CrlScope.of(list, chain, depth))
        .flatMap(Optional::stream)
        .toList();
  }

  // As in OpenSSL: of equally good ones the newest counts.
  private Comparator<CrlScope> byFitness() {
    return Comparator.comparing(CrlScope::isUnderstood)
        .thenComparing(CrlScope::covers)
        .thenComparing(this::isCurrent)
        .thenComparing(scope -> scope.list().getThisUpdate());
  }

  private boolean isSound(CrlScope scope) {
    return scope.isUnderstood() && scope.covers() && isCurrent(scope);
  }

  private boolean isCurrent(CrlScope scope) {
    return !isEarly(scope.list()) && !isLate(scope.list());
  }

  private boolean isEarly(X509CRL list) {
    return datesCount() && request.now().isBefore(list.getThisUpdate().toInstant());
  }

  private boolean isLate(X509CRL list) {
    Optional<Instant> next =
        Optional.ofNullable(list.getNextUpdate()).map(date -> date.toInstant());
    return datesCount() && next.filter(request.now()::isAfter).isPresent();
  }

  private boolean datesCount() {
    return !request.rules().has(VerifyFlag.NO_CHECK_TIME);
  }

  private Stream<VerifyResult> broken(CrlScope scope) {
    X509CRL list = scope.list();
    boolean ignoresCritical = request.rules().has(VerifyFlag.IGNORE_CRITICAL);
    boolean isStrict = request.rules().has(VerifyFlag.X509_STRICT);
    return Rule.broken(
        new Rule(
            VerifyResult.KEYUSAGE_NO_CRL_SIGN,
            () -> !scope.issuer().extensions().allowsAnyUsage(KeyUsageBit.CRL_SIGN)),
        new Rule(VerifyResult.DIFFERENT_CRL_SCOPE, () -> !scope.covers()),
        new Rule(VerifyResult.CRL_NOT_YET_VALID, () -> isEarly(list)),
        new Rule(VerifyResult.CRL_HAS_EXPIRED, () -> isLate(list)),
        new Rule(VerifyResult.CRL_SIGNATURE_FAILURE, () -> !links.isSigned(list, scope.issuer())),
        new Rule(
            VerifyResult.UNHANDLED_CRITICAL_CRL_EXTENSION,
            () -> !ignoresCritical && !scope.isUnderstood()),
        new Rule(VerifyResult.UNSUPPORTED_EXTENSION_FEATURE, () -> isStrict && !isNumbered(list)),
        new Rule(
            VerifyResult.CERT_REVOKED,
            () -> list.getRevokedCertificate(scope.certificate().serial()) != null));
  }

  // RFC 5280 5.2.3: always there, never critical.
  private static boolean isNumbered(X509CRL list) {
    Set<String> plain = list.getNonCriticalExtensionOIDs();
    return plain != null && plain.contains(CrlScope.CRL_NUMBER);
  }
}
