// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.Credential;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Cipher;

/**
 * SECRET-KEY-DATA under the RSA key of the server (draft-hickman-netscape-ssl-00 5.5.2), with the
 * mark of clients that could do better (RFC 5246 E.3).
 *
 * <p>DROWN asks a server thousands of times whether a ciphertext of its choice is well-formed. Here
 * there is always a key. That of a malformed one is made up, and always the same one for the same
 * ciphertext: two that differ would be an answer.
 *
 * @param crypto randomness and hashes
 * @param knowsTls whether this side could speak a newer version too
 */
record SecretKeyTransport(CryptoProvider crypto, boolean knowsTls) {
  private static final String WITHOUT_PADDING = "RSA/ECB/NoPadding";
  private static final byte[] LABEL = "SSLv2 key".getBytes(StandardCharsets.US_ASCII);
  private static final Secret PER_PROCESS = Secret.take(new SecureRandom().generateSeed(32));

  /**
   * Encrypts to a server.
   *
   * @throws TlsException if the key is no RSA key, or too small
   */
  Bytes encrypt(PublicKey key, byte[] secret) throws TlsException {
    if (!(key instanceof RSAPublicKey rsa)) {
      throw new TlsException(
          SslReason.WRONG_CERTIFICATE_TYPE, "an RSA key was needed, not " + key.getAlgorithm());
    }
    byte[] block = new EncryptionBlock(modulusLength(rsa)).pad(secret, crypto.random(), knowsTls);
    try {
      Cipher cipher = Cipher.getInstance(WITHOUT_PADDING);
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return Bytes.of(cipher.doFinal(block));
    } catch (GeneralSecurityException refused) {
      throw new TlsException(SslReason.EE_KEY_TOO_SMALL, "the key cannot encrypt", refused);
    }
  }

  /**
   * Decrypts what a client sent. Whatever is wrong with it, there is a result.
   *
   * @param length bytes that must be in it
   * @throws TlsException if the key is of no use here, whatever the message
   */
  Secret decrypt(Credential server, Bytes encrypted, int length) throws TlsException {
    if (!(server.publicKey() instanceof RSAPublicKey rsa)) {
      throw new TlsException(SslReason.NO_CERTIFICATE_ASSIGNED, "an RSA key is needed");
    }
    byte[] otherwise = madeUp(server.privateKey(), encrypted, length);
    int modulus = modulusLength(rsa);
    // RFC 8017 7.2.2: of the modulus's length. A shorter one would be the same number by another
    // name: with the same secret if there is one, else with another made-up one.
    boolean sized = encrypted.length() == modulus;
    byte[] raw = sized ? raw(server.privateKey(), encrypted) : new byte[0];
    return new EncryptionBlock(modulus).unpad(raw, otherwise, length, knowsTls);
  }

  private static int modulusLength(RSAPublicKey key) {
    return (key.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** The padded block; of no bytes if the message is none that the key could have made. */
  private static byte[] raw(PrivateKey key, Bytes encrypted) throws TlsException {
    try {
      Cipher cipher = Cipher.getInstance(WITHOUT_PADDING);
      cipher.init(Cipher.DECRYPT_MODE, key);
      return decrypted(cipher, encrypted);
    } catch (GeneralSecurityException refused) {
      throw new TlsException(SslReason.LIBRARY_BUG, "the key cannot decrypt", refused);
    }
  }

  private static byte[] decrypted(Cipher cipher, Bytes encrypted) {
    try {
      return cipher.doFinal(encrypted.toArray());
    } catch (GeneralSecurityException | RuntimeException notBelowTheModulus) {
      return new byte[0];
    }
  }

  /**
   * Nobody but the owner of the key can tell it from a real one. As with real ones, secrets of two
   * lengths have nothing in common, or a short one that was guessed would tell of a longer one.
   */
  private byte[] madeUp(PrivateKey key, Bytes encrypted, int length) {
    byte[] encoded = key.getEncoded();
    // Of a key in a token there is nothing to make it of.
    Secret seed = encoded == null ? PER_PROCESS.copy() : Secret.take(encoded);
    try {
      return crypto
          .hmac(HashAlgorithm.SHA_256, seed)
          .mac(LABEL, new byte[] {(byte) length}, encrypted.toArray());
    } finally {
      seed.destroy();
    }
  }
}
