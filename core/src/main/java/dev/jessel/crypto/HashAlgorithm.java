// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** A hash function that a cipher suite or a signature scheme names. */
public enum HashAlgorithm {
  /** MD5: broken. In what came before TLS 1.2 only. */
  MD5("MD5", "HmacMD5", 16),
  /** SHA-1: broken for signatures, still good in HMAC. */
  SHA_1("SHA-1", "HmacSHA1", 20),
  /** SHA-224: in signature schemes of TLS 1.2 only. */
  SHA_224("SHA-224", "HmacSHA224", 28),
  /** SHA-256. */
  SHA_256("SHA-256", "HmacSHA256", 32),
  /** SHA-384. */
  SHA_384("SHA-384", "HmacSHA384", 48),
  /** SHA-512: in signature schemes only, no suite has it. */
  SHA_512("SHA-512", "HmacSHA512", 64);

  private final String jcaName;
  private final String macName;
  private final int length;

  HashAlgorithm(String jcaName, String macName, int length) {
    this.jcaName = jcaName;
    this.macName = macName;
    this.length = length;
  }

  /** Size of the digest, in bytes. */
  public int length() {
    return length;
  }

  /** How many bytes the hash takes in at a time. */
  public int blockLength() {
    return this == SHA_384 || this == SHA_512 ? 128 : 64;
  }

  /** Standard name of the {@link java.security.MessageDigest}. */
  public String jcaName() {
    return jcaName;
  }

  /** Standard name of the {@link javax.crypto.Mac} that is HMAC with this hash. */
  public String macName() {
    return macName;
  }
}
