// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;

/**
 * RFC 9258: a key from outside of TLS becomes one for a certain version and hash, so that no two
 * uses of it get in each other's way.
 */
public final class ImportedPsk {
  private static final int HKDF_SHA256 = 1;
  private static final int HKDF_SHA384 = 2;

  private ImportedPsk() {}

  /**
   * The identity on the wire.
   *
   * @param identity the key's own, 1 to 65000 bytes
   * @param context what the key is bound to, maybe nothing
   * @param target the hash that the key will be used with: SHA-256 or SHA-384
   */
  public static Bytes identity(Bytes identity, Bytes context, HashAlgorithm target) {
    // RFC 9258 5.1: struct ImportedIdentity
    return new ByteWriter()
        .opaque16(identity)
        .opaque16(context)
        .u16(ProtocolVersion.TLS_1_3.code())
        .u16(kdf(target))
        .toBytes();
  }

  /**
   * The key.
   *
   * @param external the key from outside, which lives on
   * @param own the hash that belongs to it; SHA-256 where nobody said otherwise
   * @param importedIdentity what {@link #identity} made
   * @param target the hash that it was made for
   */
  public static Secret key(
      CryptoProvider crypto,
      Secret external,
      HashAlgorithm own,
      Bytes importedIdentity,
      HashAlgorithm target) {
    Hkdf hkdf = new Hkdf(crypto, own);
    Secret extracted = hkdf.extract(Secret.zeros(own.length()), external);
    try {
      // RFC 9258 5.1: ipskx = HKDF-Expand-Label(epskx, "derived psk", Hash(ImportedIdentity), L)
      return hkdf.expandLabel(
          extracted, "derived psk", hkdf.hashOf(importedIdentity.toArray()), target.length());
    } finally {
      extracted.destroy();
    }
  }

  private static int kdf(HashAlgorithm target) {
    return switch (target) {
      case SHA_256 -> HKDF_SHA256;
      case SHA_384 -> HKDF_SHA384;
      default -> throw new IllegalArgumentException("no suite of TLS 1.3 has " + target);
    };
  }
}
