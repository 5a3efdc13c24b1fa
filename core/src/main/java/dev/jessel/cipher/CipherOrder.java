// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.MacAlgorithm;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All suites up to TLS 1.2 that there are, in an order, each on the list or off it: what the
 * commands of a cipher list work on. Those that are off wait in the order in which they would be
 * put on.
 */
final class CipherOrder {
  private static final Set<BulkCipher> GCM =
      EnumSet.of(BulkCipher.AES_128_GCM, BulkCipher.AES_256_GCM);
  private static final Set<KeyExchangeMethod> FORWARD_SECRET =
      EnumSet.of(KeyExchangeMethod.DHE, KeyExchangeMethod.ECDHE);

  private List<Entry> entries;

  private record Entry(SuiteParameters suite, boolean listed) {}

  private CipherOrder(List<Entry> entries) {
    this.entries = entries;
  }

  /** None is on the list, and they wait in libssl's order of preference. */
  static CipherOrder preferred(Predicate<CipherSuite> available) {
    List<Entry> all = new ArrayList<>();
    Stream.concat(CipherSuite.outlawed().stream(), CipherSuite.known().stream())
        .filter(available)
        .flatMap(suite -> SuiteParameters.of(suite).stream())
        .filter(suite -> !suite.isTls13())
        .forEach(suite -> all.add(0, new Entry(suite, false)));
    CipherOrder order = new CipherOrder(all);
    order.prefer();
    return order;
  }

  /** Curves before the rest, GCM before ChaCha20 before other AES; then by strength; AEAD first. */
  private void prefer() {
    CipherSelector any = CipherSelector.ANY;
    CipherSelector curves = any.withExchanges(Set.of(KeyExchangeMethod.ECDHE));
    add(curves.withServers(Set.of(Authentication.ECDSA)));
    add(curves);
    remove(curves);
    add(any.withCiphers(GCM));
    add(any.withCiphers(Set.of(BulkCipher.CHACHA20_POLY1305)));
    add(CipherWords.meaning("AES").orElseThrow());
    add(any);
    moveToEnd(any.withMacs(Set.of(MacAlgorithm.MD5)));
    moveToEnd(any.withServers(Set.of(Authentication.NONE)));
    moveToEnd(any.withExchanges(Set.of(KeyExchangeMethod.RSA)));
    moveToEnd(any.withExchanges(Set.of(KeyExchangeMethod.PSK)));
    moveToEnd(any.withCiphers(Set.of(BulkCipher.RC4_128)));
    sortByStrength();
    moveToFront(any.withVersion(ProtocolVersion.TLS_1_2));
    moveToFront(any.withMacs(Set.of(MacAlgorithm.AEAD)));
    moveToFront(any.withExchanges(FORWARD_SECRET));
    moveToFront(any.withExchanges(FORWARD_SECRET).withMacs(Set.of(MacAlgorithm.AEAD)));
    remove(any);
  }

  /** The suites that are on the list. */
  List<CipherSuite> listed() {
    return entries.stream().filter(Entry::listed).map(e -> e.suite().suite()).toList();
  }

  /** Puts suites at the end of the list; those that are on it stay where they are. */
  void add(CipherSelector which) {
    move(which, false, true, false);
  }

  /** Takes suites off the list; they are the first to be put on again. */
  void remove(CipherSelector which) {
    move(which, true, false, true);
  }

  /** Takes suites away for good. */
  void ban(CipherSelector which) {
    entries = entries.stream().filter(e -> !which.fits(e.suite())).toList();
  }

  /** Moves suites that are on the list to its end. */
  void moveToEnd(CipherSelector which) {
    move(which, true, true, false);
  }

  private void moveToFront(CipherSelector which) {
    move(which, true, true, true);
  }

  /** Sorts the list by strength, the strongest first; equals keep their order. */
  void sortByStrength() {
    entries.stream()
        .filter(Entry::listed)
        .map(CipherOrder::strength)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .forEach(bits -> move(e -> e.listed() && strength(e) == bits, true, false));
  }

  private static int strength(Entry entry) {
    return SuiteGrade.of(entry.suite()).strengthBits();
  }

  /** Moves those that are on the list, or off it, and puts them on or takes them off. */
  private void move(CipherSelector which, boolean from, boolean listed, boolean toFront) {
    move(e -> e.listed() == from && which.fits(e.suite()), listed, toFront);
  }

  /** Moves entries, in their order, to one end. */
  private void move(Predicate<Entry> which, boolean listed, boolean toFront) {
    List<Entry> moved = new ArrayList<>();
    List<Entry> left = new ArrayList<>();
    for (Entry entry : entries) {
      if (which.test(entry)) {
        moved.add(new Entry(entry.suite(), listed));
      } else {
        left.add(entry);
      }
    }
    List<Entry> first = toFront ? moved : left;
    first.addAll(toFront ? left : moved);
    entries = first;
  }
}
