// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.RsaKeyTransport;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;

/** RSA key transport on a {@link Cipher}; JCA finds the provider that takes the key. */
final class JcaRsaKeyTransport implements RsaKeyTransport {
  private static final String RSA = "RSA";
  private static final String WITH_PADDING = "RSA/ECB/PKCS1Padding";
  private static final String WITHOUT_PADDING = "RSA/ECB/NoPadding";

  private final SecureRandom random;

  JcaRsaKeyTransport(SecureRandom random) {
    this.random = random;
  }

  @Override
  public Encapsulation encrypt(PublicKey key, ProtocolVersion offered) throws TlsException {
    if (!key.getAlgorithm().equals(RSA)) {
      throw new TlsException(
          SslReason.WRONG_CERTIFICATE_TYPE, "an RSA key was needed, not " + key.getAlgorithm());
    }
    // RFC 5246 7.4.7.1: struct { ProtocolVersion client_version; opaque random[46]; }
    byte[] premaster = randomPremaster();
    premaster[0] = (byte) (offered.code() >>> 8);
    premaster[1] = (byte) offered.code();
    try {
      Cipher cipher = Cipher.getInstance(WITH_PADDING);
      cipher.init(Cipher.ENCRYPT_MODE, key, random);
      return new Encapsulation(Bytes.of(cipher.doFinal(premaster)), Secret.take(premaster));
    } catch (GeneralSecurityException refused) {
      throw new TlsException(SslReason.EE_KEY_TOO_SMALL, "the key cannot encrypt", refused);
    }
  }

  private byte[] randomPremaster() {
    byte[] premaster = new byte[PREMASTER_LENGTH];
    random.nextBytes(premaster);
    return premaster;
  }

  @Override
  public Secret decrypt(PrivateKey key, Bytes encrypted, ProtocolVersion offered)
      throws InvalidKeyException {
    if (!key.getAlgorithm().equals(RSA)) {
      throw new InvalidKeyException("not an RSA key");
    }
    // RFC 5246 7.4.7.1: the random string comes first, whether or not it will be needed
    PremasterBlock block = new PremasterBlock(randomPremaster(), offered);
    try {
      return block.unpad(raw(key, encrypted), encrypted.length());
    } catch (GeneralSecurityException | RuntimeException withPadding) {
      return block.take(unpadded(key, encrypted));
    }
  }

  /** The padded block; of no bytes if the message is none that the key could have made. */
  private static byte[] raw(PrivateKey key, Bytes encrypted) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(WITHOUT_PADDING);
    cipher.init(Cipher.DECRYPT_MODE, key);
    try {
      return cipher.doFinal(encrypted.toArray());
    } catch (BadPaddingException | IllegalBlockSizeException notBelowTheModulus) {
      return new byte[0];
    }
  }

  /**
   * For tokens that keep the padded block to themselves. How long they take, and that they throw,
   * may tell more than it should; the result does not.
   */
  private static byte[] unpadded(PrivateKey key, Bytes encrypted) throws InvalidKeyException {
    Cipher cipher = unpadding(key);
    try {
      return cipher.doFinal(encrypted.toArray());
    } catch (GeneralSecurityException | RuntimeException whateverTokensSay) {
      return new byte[0];
    }
  }

  private static Cipher unpadding(PrivateKey key) throws InvalidKeyException {
    try {
      Cipher cipher = Cipher.getInstance(WITH_PADDING);
      cipher.init(Cipher.DECRYPT_MODE, key);
      return cipher;
    } catch (InvalidKeyException refused) {
      throw refused;
    } catch (GeneralSecurityException | RuntimeException failed) {
      throw new InvalidKeyException("the key cannot decrypt", failed);
    }
  }
}
