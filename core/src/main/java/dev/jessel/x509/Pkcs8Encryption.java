// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * EncryptedPrivateKeyInfo (RFC 5958 3). PBES2 is taken apart here, because the JDK knows only some
 * of its ciphers; the older schemes are the JDK's.
 */
final class Pkcs8Encryption {
  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final String HMAC_SHA1 = "1.2.840.113549.2.7";

  // A count above this is a way to keep the machine busy, not to protect a key.
  private static final int MAX_ITERATIONS = 10_000_000;

  private static final Map<String, CbcCipher> CIPHERS =
      Map.of(
          "2.16.840.1.101.3.4.1.2", CbcCipher.AES_128,
          "2.16.840.1.101.3.4.1.22", CbcCipher.AES_192,
          "2.16.840.1.101.3.4.1.42", CbcCipher.AES_256,
          "1.2.840.113549.3.7", CbcCipher.TRIPLE_DES);

  private static final Map<String, String> DERIVATIONS =
      Map.of(
          HMAC_SHA1,
          "PBKDF2WithHmacSHA1",
          "1.2.840.113549.2.8",
          "PBKDF2WithHmacSHA224",
          "1.2.840.113549.2.9",
          "PBKDF2WithHmacSHA256",
          "1.2.840.113549.2.10",
          "PBKDF2WithHmacSHA384",
          "1.2.840.113549.2.11",
          "PBKDF2WithHmacSHA512");

  private Pkcs8Encryption() {}

  /** The PrivateKeyInfo inside, or what a wrong password makes of it. */
  static byte[] decrypt(byte[] encrypted, char[] password)
      throws DerException, GeneralSecurityException {
    DerReader fields = DerReader.of(encrypted).sequence();
    DerReader algorithm = fields.sequence();
    if (!algorithm.next().oid().equals(PBES2)) {
      return decryptOld(encrypted, password);
    }
    DerReader parameters = algorithm.sequence();
    DerReader derivation = parameters.sequence();
    DerReader scheme = parameters.sequence();
    byte[] content = fields.next(DerTag.OCTET_STRING).value();
    CbcCipher cipher = known(CIPHERS, scheme.next().oid());
    byte[] iv = scheme.next(DerTag.OCTET_STRING).value();
    byte[] key = deriveKey(derivation, password, cipher.keyLength());
    try {
      return cipher.decrypt(key, iv, content);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  // RFC 8018 A.2: salt, iteration count, optional key length, optional pseudo-random function.
  private static byte[] deriveKey(DerReader derivation, char[] password, int keyLength)
      throws DerException, GeneralSecurityException {
    String oid = derivation.next().oid();
    if (!oid.equals(PBKDF2)) {
      throw new NoSuchAlgorithmException(oid);
    }
    DerReader parameters = derivation.sequence();
    byte[] salt = parameters.next(DerTag.OCTET_STRING).value();
    int iterations = parameters.next(DerTag.INTEGER).smallInteger();
    if (iterations < 1 || iterations > MAX_ITERATIONS || salt.length == 0) {
      throw new DerException("unreasonable key derivation");
    }
    if (parameters.nextIs(DerTag.INTEGER)) {
      parameters.next();
    }
    String function = parameters.isEmpty() ? HMAC_SHA1 : parameters.sequence().next().oid();
    SecretKeyFactory factory = SecretKeyFactory.getInstance(known(DERIVATIONS, function));
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, 8 * keyLength);
    try {
      return factory.generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] decryptOld(byte[] encrypted, char[] password)
      throws DerException, GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
      SecretKey key = SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(spec);
      Cipher cipher = Cipher.getInstance(info.getAlgName());
      cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
      return cipher.doFinal(info.getEncryptedData());
    } catch (IOException e) {
      throw new DerException("malformed parameters of the encryption");
    } finally {
      spec.clearPassword();
    }
  }

  private static <T> T known(Map<String, T> table, String oid) throws NoSuchAlgorithmException {
    T found = table.get(oid);
    if (found == null) {
      throw new NoSuchAlgorithmException(oid);
    }
    return found;
  }
}
