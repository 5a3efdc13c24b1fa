// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.StreamCipher;
import dev.jessel.crypto.SuiteParameters;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The ciphers of old suites: those of the core, and besides them DES, RC2 and RC4. */
final class OldCiphers {
  private static final String RC4 = "ARCFOUR";

  private OldCiphers() {}

  /** Whether the records of a suite can be protected. */
  static boolean supports(CryptoProvider crypto, SuiteParameters suite) {
    return switch (suite.cipher()) {
      case DES_EDE3_CBC, DES_CBC, DES40_CBC, RC2_CBC_40 ->
          exists(OldBlockCipher.transformation(algorithm(suite.cipher())));
      case RC4_128, RC4_40 -> exists(RC4);
      default -> crypto.supports(suite);
    };
  }

  private static String algorithm(BulkCipher cipher) {
    return switch (cipher) {
      case DES_EDE3_CBC -> "DESede";
      case DES_CBC, DES40_CBC -> "DES";
      default -> "RC2";
    };
  }

  private static boolean exists(String transformation) {
    try {
      Cipher.getInstance(transformation);
      return true;
    } catch (GeneralSecurityException absent) {
      return false;
    }
  }

  /** A block cipher in CBC. */
  static CbcCipher block(CryptoProvider crypto, BulkCipher cipher, Secret key) {
    return cipher.isBroken() || cipher == BulkCipher.DES_EDE3_CBC
        ? new OldBlockCipher(algorithm(cipher), key)
        : crypto.cbc(cipher, key);
  }

  /** A stream cipher; RC4 is the same thing in both directions. */
  static StreamCipher stream(BulkCipher cipher, Secret key) {
    return cipher == BulkCipher.NULL ? StreamCipher.NULL : rc4(key);
  }

  private static StreamCipher rc4(Secret key) {
    try {
      Cipher cipher = Cipher.getInstance(RC4);
      SecretKeySpec secret = key.expose(bytes -> new SecretKeySpec(bytes, RC4));
      cipher.init(Cipher.ENCRYPT_MODE, secret);
      return (in, offset, length, out, outOffset) -> {
        try {
          cipher.update(in, offset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("the cipher refused bytes", e);
        }
      };
    } catch (GeneralSecurityException failed) {
      throw new ProviderException(RC4 + " has become unavailable", failed);
    }
  }
}
