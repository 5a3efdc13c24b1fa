// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.wire.CipherSuite;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The cipher suites up to TLS 1.2 that a text in OpenSSL's language means, in its order, for
 * example {@code ECDHE+AESGCM:!aNULL:@STRENGTH}. The language is that of {@code
 * openssl-ciphers(1)}; suites of TLS 1.3 have no part in it. As in OpenSSL 4.0, names count in any
 * case, and IANA's as well as OpenSSL's.
 *
 * <p>Words that mean nothing are ignored. GOST has no words here.
 *
 * @param suites the best first, never empty
 * @param securityLevel the level of the last {@code @SECLEVEL=}
 */
public record CipherList(List<CipherSuite> suites, OptionalInt securityLevel) {
  /** What {@code DEFAULT} stands for. */
  public static final String DEFAULT_LIST = "ALL:!COMPLEMENTOFDEFAULT:!eNULL";

  private static final String DEFAULT = "DEFAULT";

  private static final Set<BulkCipher> NEVER = EnumSet.of(BulkCipher.SEED_CBC, BulkCipher.IDEA_CBC);

  // RFC 6460 3: the suites of each profile. A longer name stands before its beginning.
  private static final List<Map.Entry<String, String>> SUITE_B =
      List.of(
          Map.entry("SUITEB128ONLY", "ECDHE-ECDSA-AES128-GCM-SHA256"),
          Map.entry("SUITEB128C2", "ECDHE-ECDSA-AES256-GCM-SHA384"),
          Map.entry("SUITEB128", "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"),
          Map.entry("SUITEB192", "ECDHE-ECDSA-AES256-GCM-SHA384"));

  /** Keeps a copy. */
  public CipherList {
    suites = List.copyOf(suites);
  }

  /**
   * Reads a list over all suites that Jessel may ever negotiate.
   *
   * @param text commands between colons, commas, semicolons or spaces
   * @throws CipherListException as {@link #parse(String, Predicate)}
   */
  public static CipherList parse(String text) {
    return parse(text, CipherList::isNegotiable);
  }

  /**
   * Whether Jessel may ever negotiate a suite. That says nothing about this JVM, nor about what is
   * allowed: RC4 and triple DES can be named, and are of use with the old protocols alone.
   *
   * @return false for SRP, DSA certificates, GOST, SEED, and IDEA but in SSLv2
   */
  public static boolean isNegotiable(CipherSuite suite) {
    return SuiteParameters.of(suite)
        .filter(known -> known.keyExchange() != KeyExchangeMethod.SRP)
        .filter(known -> known.authentication() != Authentication.DSS)
        .filter(known -> suite.isSsl2() || !NEVER.contains(known.cipher()))
        .isPresent();
  }

  /**
   * Reads a list.
   *
   * @param text commands between colons, commas, semicolons or spaces
   * @param available tells which suites there are; others are unknown words
   * @throws CipherListException with {@link SslReason#INVALID_COMMAND} for what is no command and
   *     for a level other than 0 to 5, with {@link SslReason#NO_CIPHER_MATCH} when no suite is left
   */
  public static CipherList parse(String text, Predicate<CipherSuite> available) {
    String meant = suiteB(text).orElse(text);
    CipherOrder order = CipherOrder.preferred(available);
    if (startsWith(meant, DEFAULT)) {
      new CipherCommands(DEFAULT_LIST, order, available).run();
      meant = meant.substring(DEFAULT.length());
    }
    OptionalInt level = new CipherCommands(meant, order, available).run();
    List<CipherSuite> suites = order.listed();
    if (suites.isEmpty()) {
      throw new CipherListException(
          SslReason.NO_CIPHER_MATCH, "no cipher suite is left of the list \"" + text + "\"");
    }
    return new CipherList(suites, level);
  }

  /** What follows the name of a Suite B profile is ignored. */
  private static Optional<String> suiteB(String text) {
    return SUITE_B.stream()
        .filter(profile -> startsWith(text, profile.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean startsWith(String text, String word) {
    return text.toUpperCase(Locale.ROOT).startsWith(word);
  }
}
