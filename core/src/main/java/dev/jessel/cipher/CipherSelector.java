// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.MacAlgorithm;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which cipher suites a word of a cipher list means, or some words with a plus between them.
 *
 * @param exchanges key exchanges that fit
 * @param servers ways to authenticate that fit
 * @param ciphers ciphers that fit
 * @param macs MACs that fit
 * @param classes classes of strength of which a suite must have one
 * @param notDefault whether suites of the default list do not fit
 * @param version the oldest version that a suite must have, exactly
 * @param suite the only suite that fits, beside one of its name
 */
record CipherSelector(
    Set<KeyExchangeMethod> exchanges,
    Set<Authentication> servers,
    Set<BulkCipher> ciphers,
    Set<MacAlgorithm> macs,
    Set<StrengthClass> classes,
    boolean notDefault,
    Optional<ProtocolVersion> version,
    Optional<CipherSuite> suite) {

  /** Fits every suite. */
  static final CipherSelector ANY =
      new CipherSelector(
          EnumSet.allOf(KeyExchangeMethod.class),
          EnumSet.allOf(Authentication.class),
          EnumSet.allOf(BulkCipher.class),
          EnumSet.allOf(MacAlgorithm.class),
          EnumSet.allOf(StrengthClass.class),
          false,
          Optional.empty(),
          Optional.empty());

  /** Fits one suite, and the one of the same name that SSLv2 or SSLv3 has. */
  static CipherSelector only(SuiteParameters one) {
    return new CipherSelector(
        exchanges(one),
        Set.of(one.authentication()),
        Set.of(one.cipher()),
        Set.of(one.mac()),
        SuiteGrade.of(one).classes(),
        false,
        Optional.empty(),
        Optional.of(one.suite()));
  }

  private static Set<KeyExchangeMethod> exchanges(SuiteParameters one) {
    EnumSet<KeyExchangeMethod> exchanges = EnumSet.of(one.keyExchange());
    CipherSuite.outlawed().stream()
        .filter(other -> other.openSslName().equals(one.suite().openSslName()))
        .flatMap(other -> SuiteParameters.of(other).stream())
        .map(SuiteParameters::keyExchange)
        .forEach(exchanges::add);
    return exchanges;
  }

  CipherSelector withExchanges(Set<KeyExchangeMethod> some) {
    return new CipherSelector(some, servers, ciphers, macs, classes, notDefault, version, suite);
  }

  CipherSelector withServers(Set<Authentication> some) {
    return new CipherSelector(exchanges, some, ciphers, macs, classes, notDefault, version, suite);
  }

  CipherSelector withCiphers(Set<BulkCipher> some) {
    return new CipherSelector(exchanges, servers, some, macs, classes, notDefault, version, suite);
  }

  CipherSelector withMacs(Set<MacAlgorithm> some) {
    return new CipherSelector(
        exchanges, servers, ciphers, some, classes, notDefault, version, suite);
  }

  CipherSelector withClass(StrengthClass one) {
    return new CipherSelector(
        exchanges, servers, ciphers, macs, Set.of(one), notDefault, version, suite);
  }

  CipherSelector withVersion(ProtocolVersion oldest) {
    return new CipherSelector(
        exchanges, servers, ciphers, macs, classes, notDefault, Optional.of(oldest), suite);
  }

  CipherSelector outsideDefault() {
    return new CipherSelector(exchanges, servers, ciphers, macs, classes, true, version, suite);
  }

  /**
   * Fits what both fit, with two ways of libssl's: HIGH+FIPS has no class left and fits nothing,
   * although there are suites in both; COMPLEMENTOFDEFAULT before the first word that has a class
   * is forgotten, and behind it counts.
   */
  CipherSelector and(CipherSelector other) {
    boolean versionsClash = clash(version, other.version);
    boolean suitesClash = clash(suite, other.suite);
    return new CipherSelector(
        common(exchanges, other.exchanges),
        common(servers, other.servers),
        versionsClash || suitesClash ? Set.of() : common(ciphers, other.ciphers),
        common(macs, other.macs),
        common(classes, other.classes),
        notDefault && !(namesNoClass() && !other.namesNoClass()) || other.notDefault,
        version.or(other::version),
        suite.or(other::suite));
  }

  private boolean namesNoClass() {
    return classes.size() == StrengthClass.values().length;
  }

  private static <T> boolean clash(Optional<T> one, Optional<T> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  private static <E extends Enum<E>> Set<E> common(Set<E> some, Set<E> others) {
    if (some.isEmpty()) {
      return some;
    }
    EnumSet<E> both = EnumSet.copyOf(some);
    both.retainAll(others);
    return both;
  }

  boolean fits(SuiteParameters one) {
    SuiteGrade grade = SuiteGrade.of(one);
    return exchanges.contains(one.keyExchange())
        && servers.contains(one.authentication())
        && ciphers.contains(one.cipher())
        && macs.contains(one.mac())
        && !Collections.disjoint(classes, grade.classes())
        && !(notDefault && grade.inDefault())
        && version.map(one.minimumVersion()::equals).orElse(!one.suite().isSsl2() || isNamed(one))
        && (isNamed(one) || suite.isEmpty() && !one.cipher().isBroken());
  }

  /** SSLv2 and SSLv3 have suites of the same name. */
  private boolean isNamed(SuiteParameters one) {
    return suite.filter(s -> s.openSslName().equals(one.suite().openSslName())).isPresent();
  }
}
