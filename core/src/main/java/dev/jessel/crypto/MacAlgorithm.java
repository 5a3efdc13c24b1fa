// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** How the records of a cipher suite are protected from being changed. */
public enum MacAlgorithm {
  /** By the cipher itself. */
  AEAD("", 0),
  /** HMAC with MD5. */
  MD5("HmacMD5", 16),
  /** HMAC with SHA-1. */
  SHA_1("HmacSHA1", 20),
  /** HMAC with SHA-256. */
  SHA_256("HmacSHA256", 32),
  /** HMAC with SHA-384. */
  SHA_384("HmacSHA384", 48);

  private final String jcaName;
  private final int length;

  MacAlgorithm(String jcaName, int length) {
    this.jcaName = jcaName;
    this.length = length;
  }

  /** Standard name of the {@link javax.crypto.Mac}; empty for {@link #AEAD}. */
  public String jcaName() {
    return jcaName;
  }

  /** Size of the MAC and of its key, in bytes; 0 for {@link #AEAD}. */
  public int length() {
    return length;
  }

  /**
   * The hash of the HMAC.
   *
   * @throws IllegalStateException for {@link #AEAD}
   */
  public HashAlgorithm hash() {
    return switch (this) {
      case AEAD -> throw new IllegalStateException("an AEAD has no MAC of its own");
      case MD5 -> HashAlgorithm.MD5;
      case SHA_1 -> HashAlgorithm.SHA_1;
      case SHA_256 -> HashAlgorithm.SHA_256;
      case SHA_384 -> HashAlgorithm.SHA_384;
    };
  }
}
