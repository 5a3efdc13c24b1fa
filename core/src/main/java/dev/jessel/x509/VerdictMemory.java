// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Good verdicts that a store has seen, so that a chain is not validated again for the next
 * connection. It belongs to one store, which never changes; another store begins with none. A
 * verdict holds for the same certificates, asked the same, while everything that it rests on is
 * valid. The certificates of such chains are kept as well, so that they are not read again. Safe
 * for use by several threads; looking something up takes no lock.
 */
final class VerdictMemory {
  /** More verdicts, or certificates, are not kept; another one takes the place of any. */
  static final int MAX_KEPT = 512;

  /** Bytes of certificates beyond which a peer's are not kept: it may send what nobody needs. */
  static final int MAX_PRESENTED_BYTES = 1 << 15;

  private record Question(List<PeerCertificate> presented, Purpose purpose, PathRules rules) {}

  private record Kept(PathVerdict verdict, Instant from, Instant until) {
    boolean holdsAt(Instant now) {
      return !now.isBefore(from) && !now.isAfter(until);
    }
  }

  private final Map<Question, Kept> kept = new ConcurrentHashMap<>();
  private final Map<Bytes, PeerCertificate> certificates = new ConcurrentHashMap<>();

  /** What was found before, if it holds. */
  Optional<PathVerdict> recall(PathRequest request) {
    return Optional.ofNullable(kept.get(question(request)))
        .filter(known -> known.holdsAt(request.now()))
        .map(Kept::verdict);
  }

  /** A certificate of a chain that was good. */
  Optional<PeerCertificate> certificate(Bytes der) {
    return Optional.ofNullable(certificates.get(der));
  }

  /** Keeps a good verdict. */
  void keep(PathRequest request, PathVerdict verdict) {
    Instant from = Instant.MIN;
    Instant until = Instant.MAX;
    for (PeerCertificate certificate : verdict.verifiedChain()) {
      from = later(from, certificate.notBefore());
      until = earlier(until, certificate.notAfter());
    }
    for (X509CRL list : listsThatCount(request)) {
      from = later(from, list.getThisUpdate().toInstant());
      Date next = list.getNextUpdate();
      until = next == null ? until : earlier(until, next.toInstant());
    }
    put(kept, question(request), new Kept(verdict, from, until));
    request.presented().forEach(certificate -> put(certificates, certificate.der(), certificate));
  }

  private static <K, V> void put(Map<K, V> map, K key, V value) {
    if (map.size() >= MAX_KEPT) {
      Iterator<K> any = map.keySet().iterator();
      if (any.hasNext()) {
        map.remove(any.next());
      }
    }
    map.put(key, value);
  }

  private static List<X509CRL> listsThatCount(PathRequest request) {
    return request.rules().has(VerifyFlag.CRL_CHECK)
        ? request.store().revocationLists().all()
        : List.of();
  }

  /**
   * Whether a verdict about it may be kept at all: nobody looks elsewhere, and nothing comes along
   * that is another one each time.
   */
  static boolean mayKeep(PathRequest request) {
    return !request.store().looksElsewhere()
        && size(request.presented()) <= MAX_PRESENTED_BYTES
        && request.rules().dane().isEmpty()
        && request.evidence().responses().stream().allMatch(Optional::isEmpty)
        && !(request.evidence().statusAsked() && TlsFeature.mustStaple(request.leaf().extensions()))
        && !request.rules().has(VerifyFlag.OCSP_RESP_CHECK)
        && !request.rules().has(VerifyFlag.NO_CHECK_TIME);
  }

  private static int size(List<PeerCertificate> presented) {
    return presented.stream().mapToInt(certificate -> certificate.der().length()).sum();
  }

  private static Question question(PathRequest request) {
    return new Question(request.presented(), request.purpose(), request.rules());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
