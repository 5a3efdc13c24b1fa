// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.CbcCipher;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A block cipher on a {@link Cipher}, which is made ready anew for each record. */
final class JcaCbcCipher implements CbcCipher {
  private final SecretKeySpec key;
  private final int blockLength;
  private final Cipher cipher;

  JcaCbcCipher(CbcForm form, Provider provider, byte[] key) {
    this.key = new SecretKeySpec(key, form.keyAlgorithm());
    this.blockLength = form.blockLength();
    try {
      this.cipher = Cipher.getInstance(form.name(), provider);
    } catch (GeneralSecurityException failed) {
      throw new ProviderException(form.name() + " has become unavailable", failed);
    }
  }

  @Override
  public int blockLength() {
    return blockLength;
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
    cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv, 0, blockLength));
    int written = cipher.update(in, inOffset, inLength, out, outOffset);
    cipher.doFinal(tail, 0, tailLength, out, outOffset + written);
  }

  @Override
  public void decrypt(
      byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset)
      throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv, ivOffset, blockLength));
    cipher.doFinal(in, inOffset, length, out, outOffset);
  }
}
