// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.wire.CipherSuite;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the parameters of cipher suites out of their IANA names, which say it all: {@code TLS_kx_
 * WITH_cipher_hash} up to TLS 1.2, {@code TLS_cipher_hash} in TLS 1.3.
 */
final class SuiteNames {
  private static final String PREFIX = "TLS_";
  private static final String WITH = "_WITH_";

  private static final Map<Integer, SuiteParameters> ALL =
      Stream.concat(CipherSuite.known().stream(), CipherSuite.outlawed().stream())
          .flatMap(suite -> parse(suite).stream())
          .collect(Collectors.toUnmodifiableMap(p -> p.suite().code(), Function.identity()));

  private SuiteNames() {}

  static Optional<SuiteParameters> parameters(CipherSuite suite) {
    return Optional.ofNullable(ALL.get(suite.code()));
  }

  private static Optional<SuiteParameters> parse(CipherSuite suite) {
    if (suite.isSsl2()) {
      return Optional.of(kindOfSsl2(suite));
    }
    String name = suite.name().substring(PREFIX.length());
    if (suite.isTls13()) {
      return Optional.of(protectedBy(suite, name, KeyExchangeMethod.TLS13, Authentication.TLS13));
    }
    int with = name.indexOf(WITH);
    if (with < 0) {
      return Optional.empty();
    }
    String protection = name.substring(with + WITH.length());
    return switch (name.substring(0, with)) {
      case "RSA" -> known(suite, protection, KeyExchangeMethod.RSA, Authentication.RSA);
      case "RSA_EXPORT" ->
          known(suite, protection, KeyExchangeMethod.RSA_EXPORT, Authentication.RSA);
      case "DHE_RSA" -> known(suite, protection, KeyExchangeMethod.DHE, Authentication.RSA);
      case "DHE_DSS" -> known(suite, protection, KeyExchangeMethod.DHE, Authentication.DSS);
      case "DH_anon" -> known(suite, protection, KeyExchangeMethod.DHE, Authentication.NONE);
      case "ECDHE_RSA" -> known(suite, protection, KeyExchangeMethod.ECDHE, Authentication.RSA);
      case "ECDHE_ECDSA" -> known(suite, protection, KeyExchangeMethod.ECDHE, Authentication.ECDSA);
      case "ECDH_anon" -> known(suite, protection, KeyExchangeMethod.ECDHE, Authentication.NONE);
      case "PSK" -> known(suite, protection, KeyExchangeMethod.PSK, Authentication.PSK);
      // RFC 6655 3 turned the words of two names around.
      case "DHE_PSK", "PSK_DHE" ->
          known(suite, protection, KeyExchangeMethod.DHE_PSK, Authentication.PSK);
      case "ECDHE_PSK" -> known(suite, protection, KeyExchangeMethod.ECDHE_PSK, Authentication.PSK);
      case "RSA_PSK" -> known(suite, protection, KeyExchangeMethod.RSA_PSK, Authentication.RSA);
      case "SRP_SHA" -> known(suite, protection, KeyExchangeMethod.SRP, Authentication.SRP);
      case "SRP_SHA_RSA" -> known(suite, protection, KeyExchangeMethod.SRP, Authentication.RSA);
      case "SRP_SHA_DSS" -> known(suite, protection, KeyExchangeMethod.SRP, Authentication.DSS);
      default -> Optional.empty();
    };
  }

  /** draft-hickman-netscape-ssl-00 C.4: RSA and MD5 go with all of them. */
  private static SuiteParameters kindOfSsl2(CipherSuite kind) {
    BulkCipher cipher =
        switch (kind.name()) {
          case "SSL_CK_RC4_128_WITH_MD5" -> BulkCipher.RC4_128;
          case "SSL_CK_RC4_128_EXPORT40_WITH_MD5" -> BulkCipher.RC4_40;
          case "SSL_CK_RC2_128_CBC_WITH_MD5" -> BulkCipher.RC2_CBC;
          case "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5" -> BulkCipher.RC2_CBC_40;
          case "SSL_CK_IDEA_128_CBC_WITH_MD5" -> BulkCipher.IDEA_CBC;
          case "SSL_CK_DES_64_CBC_WITH_MD5" -> BulkCipher.DES_CBC;
          case "SSL_CK_DES_192_EDE3_CBC_WITH_MD5" -> BulkCipher.DES_EDE3_CBC;
          default -> throw new IllegalArgumentException("no kind of SSLv2 is " + kind);
        };
    return new SuiteParameters(
        kind,
        KeyExchangeMethod.RSA,
        Authentication.RSA,
        cipher,
        MacAlgorithm.MD5,
        HashAlgorithm.MD5);
  }

  private static Optional<SuiteParameters> known(
      CipherSuite suite, String protection, KeyExchangeMethod exchange, Authentication server) {
    return Optional.of(protectedBy(suite, protection, exchange, server));
  }

  private static SuiteParameters protectedBy(
      CipherSuite suite, String protection, KeyExchangeMethod exchange, Authentication server) {
    BulkCipher cipher = cipher(protection);
    String hash = protection.substring(nameOf(cipher).length());
    return new SuiteParameters(suite, exchange, server, cipher, mac(cipher, hash), prf(hash));
  }

  private static BulkCipher cipher(String protection) {
    BulkCipher longest = null;
    for (BulkCipher cipher : BulkCipher.values()) {
      if (protection.startsWith(nameOf(cipher))
          && (longest == null || nameOf(longest).length() < nameOf(cipher).length())) {
        longest = cipher;
      }
    }
    if (longest == null) {
      throw new IllegalArgumentException("no cipher begins " + protection);
    }
    return longest;
  }

  private static String nameOf(BulkCipher cipher) {
    return cipher == BulkCipher.DES_EDE3_CBC ? "3DES_EDE_CBC" : cipher.name();
  }

  private static MacAlgorithm mac(BulkCipher cipher, String hash) {
    if (cipher.kind() == BulkCipher.Kind.AEAD) {
      return MacAlgorithm.AEAD;
    }
    return switch (hash) {
      case "_MD5" -> MacAlgorithm.MD5;
      case "_SHA" -> MacAlgorithm.SHA_1;
      case "_SHA256" -> MacAlgorithm.SHA_256;
      case "_SHA384" -> MacAlgorithm.SHA_384;
      default -> throw new IllegalArgumentException("no MAC is called " + hash);
    };
  }

  /**
   * RFC 5246 5: the PRF has SHA-256, for suites with SHA-1 and MD5 as well, if not a longer one.
   */
  private static HashAlgorithm prf(String hash) {
    return hash.equals("_SHA384") ? HashAlgorithm.SHA_384 : HashAlgorithm.SHA_256;
  }
}
