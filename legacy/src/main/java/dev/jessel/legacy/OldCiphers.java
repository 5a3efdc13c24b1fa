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

/** The ciphers of old suites: those of the core, and besides them triple DES and RC4. */
final class OldCiphers {
  private static final String RC4 = "ARCFOUR";

  private OldCiphers() {}

  /** Whether the records of a suite can be protected. */
  static boolean supports(CryptoProvider crypto, SuiteParameters suite) {
    return switch (suite.cipher()) {
      case DES_EDE3_CBC -> exists(TripleDes.TRANSFORMATION);
      case RC4_128 -> exists(RC4);
      default -> crypto.supports(suite);
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
    return cipher == BulkCipher.DES_EDE3_CBC ? new TripleDes(key) : crypto.cbc(cipher, key);
  }

  /** A stream cipher; RC4 is the same thing in both directions. */
  static StreamCipher stream(BulkCipher cipher, Secret key) {
    return cipher == BulkCipher.RC4_128 ? rc4(key) : StreamCipher.NULL;
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
