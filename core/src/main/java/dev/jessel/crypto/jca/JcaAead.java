// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Aead;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AEAD on a {@link Cipher}, which is made ready anew for each record.
 *
 * <p>Arrays go in and arrays come out: that is JCA's fastest way. The content is given to {@code
 * update}, its TLS 1.3 tail to {@code doFinal}, and both write straight into the output.
 */
final class JcaAead implements Aead {
  private final AeadCiphers ciphers;
  private final CipherForm form;
  private final SecretKeySpec key;
  private final int tagLength;
  private Cipher cipher;

  JcaAead(AeadCiphers ciphers, byte[] key) throws GeneralSecurityException {
    this.ciphers = ciphers;
    this.form = ciphers.form();
    this.key = new SecretKeySpec(key, form.keyAlgorithm());
    this.tagLength = form.algorithm().tagLength();
    this.cipher = ciphers.newCipher();
  }

  @Override
  public int tagLength() {
    return tagLength;
  }

  @Override
  public int seal(
      byte[] nonce,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] tail,
      int tailOffset,
      int tailLength,
      byte[] out,
      int outOffset)
      throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, key, form.parameters(nonce));
    cipher.updateAAD(aad, aadOffset, aadLength);
    int written = cipher.update(in, inOffset, inLength, out, outOffset);
    return written + cipher.doFinal(tail, tailOffset, tailLength, out, outOffset + written);
  }

  @Override
  public int open(
      byte[] nonce,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int inLength,
      byte[] out,
      int outOffset)
      throws GeneralSecurityException {
    if (inLength < tagLength) {
      throw new AEADBadTagException("shorter than a tag");
    }
    startOpening(form.parameters(nonce));
    cipher.updateAAD(aad, aadOffset, aadLength);
    try {
      return cipher.doFinal(in, inOffset, inLength, out, outOffset);
    } catch (GeneralSecurityException forged) {
      // Some providers write the text before they know that it is not genuine.
      Arrays.fill(out, outOffset, outOffset + inLength - tagLength, (byte) 0);
      throw forged;
    }
  }

  private void startOpening(AlgorithmParameterSpec parameters) throws GeneralSecurityException {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, parameters);
    } catch (InvalidKeyException sameNonceTwice) {
      // Some JDKs' ChaCha20 refuses a nonce that it has just seen even for opening. A server that
      // skips 0-RTT records tries the same nonce on each of them, so it gets a cipher that has
      // seen nothing; a key that is really wrong is refused by that one too.
      cipher = ciphers.newCipher();
      cipher.init(Cipher.DECRYPT_MODE, key, parameters);
    }
  }
}
