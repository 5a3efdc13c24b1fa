// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What encrypts or decrypts the records of one direction, on JCA. It runs on from one record to the
 * next: the IV of one is the end of the one before.
 */
final class RecordCipher {
  private static final int RC2_BITS = 128;

  private final Cipher cipher;

  private RecordCipher(Cipher cipher) {
    this.cipher = cipher;
  }

  /** Whether some provider has it. */
  static boolean exists(BulkCipher algorithm) {
    try {
      Cipher.getInstance(transformation(algorithm));
      return true;
    } catch (GeneralSecurityException absent) {
      return false;
    }
  }

  /**
   * A cipher with its key.
   *
   * @param keyArg the first IV; empty where there are no blocks
   */
  static RecordCipher of(BulkCipher algorithm, Secret key, Bytes keyArg, boolean encrypts) {
    try {
      Cipher cipher = Cipher.getInstance(transformation(algorithm));
      SecretKeySpec spec = key.expose(bytes -> new SecretKeySpec(bytes, name(algorithm)));
      int mode = encrypts ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
      if (keyArg.isEmpty()) {
        cipher.init(mode, spec);
      } else {
        cipher.init(mode, spec, parameters(algorithm, keyArg));
      }
      return new RecordCipher(cipher);
    } catch (GeneralSecurityException failed) {
      throw new ProviderException(algorithm + " has become unavailable", failed);
    }
  }

  /** The next bytes of the direction, whole blocks of them. */
  byte[] next(byte[] bytes) {
    return cipher.update(bytes);
  }

  private static AlgorithmParameterSpec parameters(BulkCipher algorithm, Bytes iv) {
    return name(algorithm).equals("RC2")
        ? new RC2ParameterSpec(RC2_BITS, iv.toArray())
        : new IvParameterSpec(iv.toArray());
  }

  private static String transformation(BulkCipher algorithm) {
    return algorithm.kind() == BulkCipher.Kind.BLOCK
        ? name(algorithm) + "/CBC/NoPadding"
        : name(algorithm);
  }

  private static String name(BulkCipher algorithm) {
    return switch (algorithm) {
      case RC4_128, RC4_40 -> "ARCFOUR";
      case RC2_CBC, RC2_CBC_40 -> "RC2";
      case IDEA_CBC -> "IDEA";
      case DES_CBC -> "DES";
      case DES_EDE3_CBC -> "DESede";
      default -> throw new IllegalArgumentException("SSLv2 has no " + algorithm);
    };
  }
}
