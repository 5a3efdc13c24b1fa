// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import java.util.Locale;

/**
 * A cipher suite in the words of {@code SSL_CIPHER_description(3)}.
 *
 * @param name OpenSSL's name
 * @param version the oldest version that may have it
 * @param keyExchange for example "ECDH"
 * @param authentication for example "RSA"
 * @param encryption for example "AESGCM(256)"
 * @param mac for example "AEAD"
 */
public record SuiteDescription(
    String name,
    String version,
    String keyExchange,
    String authentication,
    String encryption,
    String mac) {
  /** The description of a suite. */
  public static SuiteDescription of(SuiteParameters suite) {
    return new SuiteDescription(
        suite.suite().openSslName(),
        suite.minimumVersion().name(),
        keyExchange(suite),
        authentication(suite),
        encryption(suite),
        mac(suite));
  }

  /** All in one line of columns, as {@code openssl ciphers -v} has it, without its end. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-30s %-7s Kx=%-8s Au=%-5s Enc=%-22s Mac=%-4s",
        name,
        version,
        keyExchange,
        authentication,
        encryption,
        mac);
  }

  private static String keyExchange(SuiteParameters suite) {
    return switch (suite.keyExchange()) {
      case TLS13 -> "any";
      case ECDHE -> "ECDH";
      case DHE -> "DH";
      case RSA -> "RSA";
      case RSA_EXPORT -> "RSA(512)";
      case PSK -> "PSK";
      case DHE_PSK -> "DHEPSK";
      case ECDHE_PSK -> "ECDHEPSK";
      case RSA_PSK -> "RSAPSK";
      case SRP -> "SRP";
    };
  }

  private static String authentication(SuiteParameters suite) {
    return switch (suite.authentication()) {
      case TLS13 -> "any";
      case NONE -> "None";
      case RSA, ECDSA, DSS, PSK, SRP -> suite.authentication().name();
    };
  }

  private static String encryption(SuiteParameters suite) {
    BulkCipher cipher = suite.cipher();
    String algorithm =
        switch (cipher) {
          case AES_128_GCM, AES_256_GCM -> "AESGCM";
          case AES_128_CCM, AES_256_CCM -> "AESCCM";
          case AES_128_CCM_8, AES_256_CCM_8 -> "AESCCM8";
          case CHACHA20_POLY1305 -> "CHACHA20/POLY1305";
          case ARIA_128_GCM, ARIA_256_GCM -> "ARIAGCM";
          case AES_128_CBC, AES_256_CBC -> "AES";
          case CAMELLIA_128_CBC, CAMELLIA_256_CBC -> "Camellia";
          case SEED_CBC -> "SEED";
          case IDEA_CBC -> "IDEA";
          case DES_EDE3_CBC -> "3DES";
          case DES_CBC, DES40_CBC -> "DES";
          case RC2_CBC, RC2_CBC_40 -> "RC2";
          case RC4_128, RC4_40 -> "RC4";
          case NULL -> "None";
        };
    return cipher == BulkCipher.NULL
        ? algorithm
        : algorithm + "(" + SuiteGrade.of(suite).algorithmBits() + ")";
  }

  private static String mac(SuiteParameters suite) {
    return suite.mac().name().replace("_", "");
  }
}
