// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import dev.jessel.openssl.LibSslCrypto.EVP_CIPHER_CTX;
import dev.jessel.openssl.LibSslCrypto.EVP_MAC_CTX;
import dev.jessel.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tickets as OpenSSL makes them (RFC 5077 4): a server of ours and one of OpenSSL that have the
 * same keys take each other's.
 *
 * <pre>
 *   struct { opaque key_name[16]; opaque iv[16]; opaque encrypted_session&lt;..&gt;; opaque mac[..]; };
 * </pre>
 *
 * @param cipher encrypts
 * @param mac authenticates all that stands before it
 */
record TicketFormat(EVP_CIPHER_CTX cipher, EVP_MAC_CTX mac) {
  static final int IV_LENGTH = 16;
  private static final int HEAD = TicketKeys.NAME_LENGTH + IV_LENGTH;
  private static final int BLOCK = 16;

  /** How that is done, which nobody has said yet. */
  static TicketFormat unknown() {
    return new TicketFormat(new EVP_CIPHER_CTX(), new LibSslCrypto.HMAC_CTX());
  }

  /** Whether it was said. */
  boolean isKnown() {
    return cipher.key.isPresent() && mac.key.isPresent();
  }

  /** What is too short to be a ticket cannot be split. */
  static boolean isLongEnough(Bytes ticket) {
    return ticket.length() > HEAD + BLOCK;
  }

  static byte[] keyName(Bytes ticket) {
    return ticket.slice(0, TicketKeys.NAME_LENGTH).toArray();
  }

  static byte[] iv(Bytes ticket) {
    return ticket.slice(TicketKeys.NAME_LENGTH, IV_LENGTH).toArray();
  }

  /** Puts a session into a ticket. */
  Bytes seal(byte[] keyName, byte[] plain) throws GeneralSecurityException {
    byte[] padding = new byte[BLOCK - plain.length % BLOCK];
    Arrays.fill(padding, (byte) padding.length);
    int end = HEAD + plain.length + padding.length;
    Hmac hmac = hmac();
    byte[] ticket = new byte[end + hmac.length()];
    System.arraycopy(keyName, 0, ticket, 0, TicketKeys.NAME_LENGTH);
    System.arraycopy(cipher.iv, 0, ticket, TicketKeys.NAME_LENGTH, IV_LENGTH);
    cbc().encrypt(cipher.iv, plain, 0, plain.length, padding, padding.length, ticket, HEAD);
    hmac.update(ticket, 0, end);
    hmac.finish(ticket, end);
    return Bytes.of(ticket);
  }

  /** Takes the session out of a ticket; empty for one that was not made with these keys. */
  Optional<byte[]> open(Bytes whole) throws GeneralSecurityException {
    byte[] ticket = whole.toArray();
    Hmac hmac = hmac();
    int end = ticket.length - hmac.length();
    if (end <= HEAD || (end - HEAD) % BLOCK != 0) {
      return Optional.empty();
    }
    byte[] right = new byte[hmac.length()];
    hmac.update(ticket, 0, end);
    hmac.finish(right, 0);
    if (!MessageDigest.isEqual(right, Arrays.copyOfRange(ticket, end, ticket.length))) {
      return Optional.empty();
    }
    byte[] padded = new byte[end - HEAD];
    cbc().decrypt(cipher.iv, 0, ticket, HEAD, padded.length, padded, 0);
    try {
      int padding = padded[padded.length - 1];
      boolean fits = padding >= 1 && padding <= BLOCK;
      return fits ? Optional.of(Arrays.copyOf(padded, padded.length - padding)) : Optional.empty();
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
  }

  private CbcCipher cbc() {
    return CallbackBridge.CRYPTO.cbc(cipher.cipher.orElseThrow().cipher, cipher.key.orElseThrow());
  }

  private Hmac hmac() {
    return CallbackBridge.CRYPTO.hmac(mac.digest.orElseThrow(), mac.key.orElseThrow());
  }

  /** The keys have done their work. */
  void destroy() {
    cipher.key.ifPresent(Secret::destroy);
    mac.key.ifPresent(Secret::destroy);
  }
}
