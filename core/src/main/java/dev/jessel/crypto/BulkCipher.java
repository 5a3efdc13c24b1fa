// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import java.util.Arrays;
import java.util.Optional;

/** The cipher of a suite's records. */
public enum BulkCipher {
  /** AES with a 128-bit key in GCM. */
  AES_128_GCM(Kind.AEAD, 16, 16, 4),
  /** AES with a 256-bit key in GCM. */
  AES_256_GCM(Kind.AEAD, 32, 16, 4),
  /** AES with a 128-bit key in CCM. */
  AES_128_CCM(Kind.AEAD, 16, 16, 4),
  /** AES with a 256-bit key in CCM. */
  AES_256_CCM(Kind.AEAD, 32, 16, 4),
  /** AES with a 128-bit key in CCM, the tag cut to 8 bytes. */
  AES_128_CCM_8(Kind.AEAD, 16, 16, 4),
  /** AES with a 256-bit key in CCM, the tag cut to 8 bytes. */
  AES_256_CCM_8(Kind.AEAD, 32, 16, 4),
  /** ChaCha20 with Poly1305. */
  CHACHA20_POLY1305(Kind.AEAD, 32, 1, 12),
  /** ARIA with a 128-bit key in GCM (RFC 6209). */
  ARIA_128_GCM(Kind.AEAD, 16, 16, 4),
  /** ARIA with a 256-bit key in GCM (RFC 6209). */
  ARIA_256_GCM(Kind.AEAD, 32, 16, 4),
  /** AES with a 128-bit key in CBC. */
  AES_128_CBC(Kind.BLOCK, 16, 16, 16),
  /** AES with a 256-bit key in CBC. */
  AES_256_CBC(Kind.BLOCK, 32, 16, 16),
  /** Camellia with a 128-bit key in CBC (RFC 5932). */
  CAMELLIA_128_CBC(Kind.BLOCK, 16, 16, 16),
  /** Camellia with a 256-bit key in CBC (RFC 5932). */
  CAMELLIA_256_CBC(Kind.BLOCK, 32, 16, 16),
  /** SEED in CBC (RFC 4162): can be named, never negotiated. */
  SEED_CBC(Kind.BLOCK, 16, 16, 16),
  /** IDEA in CBC (RFC 5469): can be named, never negotiated. */
  IDEA_CBC(Kind.BLOCK, 16, 8, 8),
  /** Triple DES in CBC: 168 bits of key that are worth 112, and blocks that are too small. */
  DES_EDE3_CBC(Kind.BLOCK, 24, 8, 8),
  /** RC4 with a 128-bit key, which leaks what it encrypts (RFC 7465). */
  RC4_128(Kind.STREAM, 16, 1, 0),
  /** RC4 with a 128-bit key, of which all but 40 bits are known to all: made to be exported. */
  RC4_40(Kind.STREAM, 16, 1, 0),
  /** RC2 with a 128-bit key in CBC: SSLv2 alone has it. */
  RC2_CBC(Kind.BLOCK, 16, 8, 8),
  /** RC2 in CBC with a 128-bit key, of which all but 40 bits are known to all. */
  RC2_CBC_40(Kind.BLOCK, 16, 8, 8),
  /** DES in CBC: 56 bits of key, which a machine finds in days. */
  DES_CBC(Kind.BLOCK, 8, 8, 8),
  /** DES in CBC, its key made of 40 secret bits. */
  DES40_CBC(Kind.BLOCK, 8, 8, 8),
  /** No encryption: the records can be read by all. */
  NULL(Kind.NULL, 0, 1, 0);

  /** How a cipher takes its input. */
  public enum Kind {
    /** Encrypts and authenticates in one. */
    AEAD,
    /** Block by block with CBC: needs padding and a MAC. */
    BLOCK,
    /** Byte by byte: needs a MAC. */
    STREAM,
    /** Does not encrypt: there is a MAC alone. */
    NULL
  }

  private final Kind kind;
  private final int keyLength;
  private final int blockLength;
  private final int fixedIvLength;
  private final Optional<AeadAlgorithm> aead;

  BulkCipher(Kind kind, int keyLength, int blockLength, int fixedIvLength) {
    this.kind = kind;
    this.keyLength = keyLength;
    this.blockLength = blockLength;
    this.fixedIvLength = fixedIvLength;
    this.aead =
        Arrays.stream(AeadAlgorithm.values()).filter(a -> a.name().equals(name())).findFirst();
  }

  /** Whether all but 40 bits of its keys are known to all, so that it could be exported. */
  public boolean isExport() {
    return this == RC4_40 || this == RC2_CBC_40 || this == DES40_CBC;
  }

  /** Whether its keys can be found by trying them all. */
  public boolean isBroken() {
    return isExport() || this == DES_CBC;
  }

  /** How it takes its input. */
  public Kind kind() {
    return kind;
  }

  /** Size of the key, in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** Size of a block, in bytes; 1 where there are no blocks. */
  public int blockLength() {
    return blockLength;
  }

  /**
   * Size in bytes of the part of the IV or nonce that comes out of the key block. Of a block cipher
   * that is so up to TLS 1.0 alone: from TLS 1.1 on its IV stands in each record (RFC 5246
   * 6.2.3.2).
   */
  public int fixedIvLength() {
    return fixedIvLength;
  }

  /** The AEAD that it is, if it is one and the crypto floor has it. */
  public Optional<AeadAlgorithm> aead() {
    return aead;
  }
}
