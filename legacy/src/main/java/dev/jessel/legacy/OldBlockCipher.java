// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.Secret;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * DES, triple DES or RC2 in CBC, on JCA. Their blocks of 64 bits repeat after some gigabytes:
 * Sweet32.
 */
final class OldBlockCipher implements CbcCipher {
  private static final int BLOCK = 8;
  private static final int RC2_BITS = 128;

  private final SecretKeySpec key;
  private final Cipher cipher;

  /**
   * A cipher.
   *
   * @param algorithm "DES", "DESede" or "RC2"
   */
  OldBlockCipher(String algorithm, Secret key) {
    this.key = key.expose(bytes -> new SecretKeySpec(bytes, algorithm));
    try {
      this.cipher = Cipher.getInstance(transformation(algorithm));
    } catch (GeneralSecurityException failed) {
      throw new ProviderException(algorithm + " has become unavailable", failed);
    }
  }

  static String transformation(String algorithm) {
    return algorithm + "/CBC/NoPadding";
  }

  private AlgorithmParameterSpec parameters(byte[] array, int offset) {
    return key.getAlgorithm().equals("RC2")
        ? new RC2ParameterSpec(RC2_BITS, array, offset)
        : new IvParameterSpec(array, offset, BLOCK);
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
    cipher.init(Cipher.ENCRYPT_MODE, key, parameters(iv, 0));
    int written = cipher.update(in, inOffset, inLength, out, outOffset);
    cipher.doFinal(tail, 0, tailLength, out, outOffset + written);
  }

  @Override
  public void decrypt(
      byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, key, parameters(iv, ivOffset));
    cipher.doFinal(in, inOffset, length, out, outOffset);
  }
}
