// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.Secret;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Triple DES in CBC, on JCA. Its blocks of 64 bits repeat after some gigabytes: Sweet32. */
final class TripleDes implements CbcCipher {
  static final String TRANSFORMATION = "DESede/CBC/NoPadding";
  private static final int BLOCK = 8;

  private final SecretKeySpec key;
  private final Cipher cipher;

  TripleDes(Secret key) {
    this.key = key.expose(bytes -> new SecretKeySpec(bytes, "DESede"));
    try {
      this.cipher = Cipher.getInstance(TRANSFORMATION);
    } catch (GeneralSecurityException failed) {
      throw new ProviderException("triple DES has become unavailable", failed);
    }
  }

  @Override
  public int blockLength() {
    return BLOCK;
  }

  @Override
  public void encrypt(
      byte[] iv,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] tail,
      int tailLength,
      byte[] out,
      int outOffset)
      throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv, 0, BLOCK));
    int written = cipher.update(in, inOffset, inLength, out, outOffset);
    cipher.doFinal(tail, 0, tailLength, out, outOffset + written);
  }

  @Override
  public void decrypt(
      byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv, ivOffset, BLOCK));
    cipher.doFinal(in, inOffset, length, out, outOffset);
  }
}
