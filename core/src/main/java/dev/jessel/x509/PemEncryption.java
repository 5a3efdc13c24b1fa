// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.pem.PemBlock;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The encryption of a whole PEM block that OpenSSL used before PKCS#8: headers {@code Proc-Type:
 * 4,ENCRYPTED} and {@code DEK-Info: cipher,iv}. The key comes from the password through MD5.
 */
final class PemEncryption {
  private static final int SALT_LENGTH = 8;

  private static final Map<String, CbcCipher> CIPHERS =
      Map.of(
          "AES-128-CBC", CbcCipher.AES_128,
          "AES-192-CBC", CbcCipher.AES_192,
          "AES-256-CBC", CbcCipher.AES_256,
          "DES-EDE3-CBC", CbcCipher.TRIPLE_DES);

  private final String cipher;
  private final byte[] iv;

  private PemEncryption(String cipher, byte[] iv) {
    this.cipher = cipher;
    this.iv = iv;
  }

  /** How a block is encrypted; empty if it is not. */
  static Optional<PemEncryption> of(String source, PemBlock block) throws PemException {
    if (!block.header("Proc-Type").orElse("").endsWith("ENCRYPTED")) {
      return Optional.empty();
    }
    String[] parts = block.header("DEK-Info").orElse("").split(",", -1);
    try {
      byte[] iv = HexFormat.of().parseHex(parts[parts.length - 1].strip());
      if (parts.length == 2 && iv.length >= SALT_LENGTH) {
        return Optional.of(new PemEncryption(parts[0].strip().toUpperCase(Locale.ROOT), iv));
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same answer: the header is not of its form.
    }
    throw new PemException(source, "malformed DEK-Info header");
  }

  byte[] decrypt(byte[] content, char[] password) throws GeneralSecurityException {
    CbcCipher form = CIPHERS.get(cipher);
    if (form == null) {
      throw new NoSuchAlgorithmException(cipher);
    }
    byte[] key = deriveKey(password, form.keyLength());
    try {
      return form.decrypt(key, iv, content);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  // EVP_BytesToKey(3) with MD5, one round, and the first bytes of the IV as salt.
  private byte[] deriveKey(char[] password, int length) throws NoSuchAlgorithmException {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] secret = utf8(password);
    byte[] key = new byte[length];
    byte[] block = new byte[0];
    for (int filled = 0; filled < length; filled += block.length) {
      md5.update(block);
      md5.update(secret);
      md5.update(iv, 0, SALT_LENGTH);
      block = md5.digest();
      System.arraycopy(block, 0, key, filled, Math.min(block.length, length - filled));
    }
    Arrays.fill(block, (byte) 0);
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  // Not through a String, which could not be wiped.
  private static byte[] utf8(char[] text) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.flip();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return bytes;
  }
}
