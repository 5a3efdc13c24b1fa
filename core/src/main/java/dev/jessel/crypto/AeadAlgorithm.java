// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

/** An AEAD that protects records. */
public enum AeadAlgorithm {
  /** AES with a 128-bit key in GCM. */
  AES_128_GCM(16, 16, Limits.GCM),
  /** AES with a 256-bit key in GCM. */
  AES_256_GCM(32, 16, Limits.GCM),
  /** ChaCha20 with Poly1305. */
  CHACHA20_POLY1305(32, 16, Limits.SEQUENCE_NUMBERS),
  /** AES with a 128-bit key in CCM. */
  AES_128_CCM(16, 16, Limits.CCM),
  /** AES with a 128-bit key in CCM, the tag cut to 8 bytes. */
  AES_128_CCM_8(16, 8, Limits.CCM),
  /** AES with a 256-bit key in CCM. */
  AES_256_CCM(32, 16, Limits.CCM),
  /** AES with a 256-bit key in CCM, the tag cut to 8 bytes. */
  AES_256_CCM_8(32, 8, Limits.CCM),
  /** ARIA with a 128-bit key in GCM (RFC 6209). */
  ARIA_128_GCM(16, 16, Limits.GCM),
  /** ARIA with a 256-bit key in GCM (RFC 6209). */
  ARIA_256_GCM(32, 16, Limits.GCM);

  private static final int NONCE_LENGTH = 12;

  private final int keyLength;
  private final int tagLength;
  private final long sealLimit;

  AeadAlgorithm(int keyLength, int tagLength, long sealLimit) {
    this.keyLength = keyLength;
    this.tagLength = tagLength;
    this.sealLimit = sealLimit;
  }

  /** Size of the key, in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** Size of the nonce, in bytes: 12 for all of them. */
  public int nonceLength() {
    return NONCE_LENGTH;
  }

  /** Size of the tag that sealing adds, in bytes. */
  public int tagLength() {
    return tagLength;
  }

  /**
   * How many records of full size may be sealed under one key. A sender must have updated its keys
   * before it seals one more.
   */
  public long sealLimit() {
    return sealLimit;
  }

  private static final class Limits {
    /** RFC 9846 5.5: 2^24.5 full-size records keep the margin of AES-GCM at 2^-57. */
    static final long GCM = 23_726_566L;

    /** RFC 9147 4.5.3: 2^23 records for AES-CCM, stated there for DTLS and as true here. */
    static final long CCM = 1L << 23;

    /** RFC 9846 5.5: with ChaCha20 the 64-bit sequence number wraps before a limit is reached. */
    static final long SEQUENCE_NUMBERS = Long.MAX_VALUE;
  }
}
