// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.ProtocolVersion;

/** OpenSSL's numbers for the parts of cipher suites, {@code NID_...}. */
final class SuiteNids {
  private SuiteNids() {}

  static int cipher(SuiteParameters suite) {
    return switch (suite.cipher()) {
      case AES_128_GCM -> 895;
      case AES_256_GCM -> 901;
      case AES_128_CCM, AES_128_CCM_8 -> 896;
      case AES_256_CCM, AES_256_CCM_8 -> 902;
      case CHACHA20_POLY1305 -> 1018;
      case ARIA_128_GCM -> 1123;
      case ARIA_256_GCM -> 1125;
      case AES_128_CBC -> 419;
      case AES_256_CBC -> 427;
      case CAMELLIA_128_CBC -> 751;
      case CAMELLIA_256_CBC -> 753;
      case SEED_CBC -> 777;
      case IDEA_CBC -> 34;
      case DES_EDE3_CBC -> 44;
      case RC4_128 -> 5;
      case RC4_40 -> 97;
      case RC2_CBC -> 37;
      case RC2_CBC_40 -> 98;
      case DES_CBC, DES40_CBC -> 31;
      case NULL -> 0;
    };
  }

  static int digest(SuiteParameters suite) {
    return switch (suite.mac()) {
      case AEAD -> 0;
      case MD5 -> 4;
      case SHA_1 -> 64;
      case SHA_256 -> 672;
      case SHA_384 -> 673;
    };
  }

  static int keyExchange(SuiteParameters suite) {
    return switch (suite.keyExchange()) {
      case RSA, RSA_EXPORT -> 1037;
      case ECDHE -> 1038;
      case DHE -> 1039;
      case ECDHE_PSK -> 1040;
      case DHE_PSK -> 1041;
      case RSA_PSK -> 1042;
      case PSK -> 1043;
      case SRP -> 1044;
      case TLS13 -> 1063;
    };
  }

  static int authentication(SuiteParameters suite) {
    return switch (suite.authentication()) {
      case RSA -> 1046;
      case ECDSA -> 1047;
      case PSK -> 1048;
      case DSS -> 1049;
      case SRP -> 1052;
      case NONE -> 1053;
      case TLS13 -> 1064;
    };
  }

  /** Suites that are older than TLS 1.2 have no hash of their own: it depends on the version. */
  static String handshakeDigest(SuiteParameters suite) {
    boolean named =
        suite.minimumVersion().code() >= ProtocolVersion.TLS_1_2.code()
            || suite.hash() != HashAlgorithm.SHA_256;
    return named ? suite.hash().name().replace("_", "") : "MD5-SHA1";
  }
}
