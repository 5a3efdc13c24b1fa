// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A cipher that private keys are encrypted with.
 *
 * @param algorithm the JCA name without mode
 * @param keyLength in bytes
 */
record CbcCipher(String algorithm, int keyLength) {
  static final CbcCipher AES_128 = new CbcCipher("AES", 16);
  static final CbcCipher AES_192 = new CbcCipher("AES", 24);
  static final CbcCipher AES_256 = new CbcCipher("AES", 32);
  static final CbcCipher TRIPLE_DES = new CbcCipher("DESede", 24);

  /** Decrypts and takes the padding off. */
  byte[] decrypt(byte[] key, byte[] iv, byte[] content) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
    SecretKeySpec secret = new SecretKeySpec(key, algorithm);
    cipher.init(Cipher.DECRYPT_MODE, secret, new IvParameterSpec(iv));
    return cipher.doFinal(content);
  }
}
