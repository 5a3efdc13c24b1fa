// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import java.util.Arrays;
import java.util.Optional;

/**
 * As much of libcrypto as the callback of {@code SSL_CTX_set_tlsext_ticket_key_evp_cb} needs: it
 * says how tickets are encrypted and authenticated, and the library does it.
 *
 * @see <a href="https://docs.openssl.org/master/man3/EVP_EncryptInit/">EVP_EncryptInit(3)</a>
 */
public class LibSslCrypto extends LibSslEarlyData {
  LibSslCrypto() {}

  /** How something is encrypted. */
  public enum EVP_CIPHER {
    /** AES in CBC with a key of 16 bytes. */
    AES_128_CBC(BulkCipher.AES_128_CBC),
    /** AES in CBC with a key of 32 bytes. */
    AES_256_CBC(BulkCipher.AES_256_CBC);

    final BulkCipher cipher;

    EVP_CIPHER(BulkCipher cipher) {
      this.cipher = cipher;
    }
  }

  /** A cipher with its key. */
  public static final class EVP_CIPHER_CTX {
    Optional<EVP_CIPHER> cipher = Optional.empty();
    Optional<Secret> key = Optional.empty();
    byte[] iv = {};

    EVP_CIPHER_CTX() {}
  }

  /** A MAC with its key; it is always HMAC. */
  public static class EVP_MAC_CTX {
    Optional<HashAlgorithm> digest = Optional.empty();
    Optional<Secret> key = Optional.empty();

    EVP_MAC_CTX() {}
  }

  /** The same, by its old name. */
  public static final class HMAC_CTX extends EVP_MAC_CTX {
    HMAC_CTX() {}
  }

  /** AES in CBC with a key of 16 bytes. */
  public static EVP_CIPHER EVP_aes_128_cbc() {
    return EVP_CIPHER.AES_128_CBC;
  }

  /** AES in CBC with a key of 32 bytes. */
  public static EVP_CIPHER EVP_aes_256_cbc() {
    return EVP_CIPHER.AES_256_CBC;
  }

  /** SHA-256. */
  public static HashAlgorithm EVP_sha256() {
    return HashAlgorithm.SHA_256;
  }

  /** SHA-384. */
  public static HashAlgorithm EVP_sha384() {
    return HashAlgorithm.SHA_384;
  }

  /**
   * Says how to encrypt.
   *
   * @param impl of no meaning here
   * @param key as many bytes as the cipher wants; stays the caller's
   * @param iv 16 bytes
   * @return 1, or 0 for a key or an iv that is too short
   */
  public static int EVP_EncryptInit_ex(
      EVP_CIPHER_CTX ctx, EVP_CIPHER cipher, Object impl, byte[] key, byte[] iv) {
    int keyLength = cipher.cipher.keyLength();
    int ivLength = TicketFormat.IV_LENGTH;
    if (key.length < keyLength || iv.length < ivLength) {
      return 0;
    }
    ctx.cipher = Optional.of(cipher);
    ctx.key = Optional.of(Secret.take(Arrays.copyOf(key, keyLength)));
    ctx.iv = Arrays.copyOf(iv, ivLength);
    return 1;
  }

  /** As {@link #EVP_EncryptInit_ex}, to decrypt. */
  public static int EVP_DecryptInit_ex(
      EVP_CIPHER_CTX ctx, EVP_CIPHER cipher, Object impl, byte[] key, byte[] iv) {
    return EVP_EncryptInit_ex(ctx, cipher, impl, key, iv);
  }

  /**
   * Says how to authenticate; in C the digest is one of the parameters, which are not needed here.
   *
   * @param key the key; stays the caller's
   * @param keylen how many bytes of it, at least 1
   * @return 1, or 0 without a key
   */
  public static int EVP_MAC_init(EVP_MAC_CTX ctx, byte[] key, int keylen, HashAlgorithm digest) {
    if (keylen < 1 || keylen > key.length) {
      return 0;
    }
    ctx.digest = Optional.of(digest);
    ctx.key = Optional.of(Secret.take(Arrays.copyOf(key, keylen)));
    return 1;
  }

  /** As {@link #EVP_MAC_init}; {@code impl} has no meaning here. */
  public static int HMAC_Init_ex(HMAC_CTX ctx, byte[] key, int len, HashAlgorithm md, Object impl) {
    return EVP_MAC_init(ctx, key, len, md);
  }
}
