// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * How the data of a TLSA record is compared (RFC 6698 2.1.3).
 *
 * @param type the number in the record, 0 to 255
 * @param hash what the data is the digest by; empty where it is the whole thing
 * @param strength of the digests for one usage and selector, those with the greatest number count
 *     and no others (RFC 7671 9)
 */
public record TlsaMatching(int type, Optional<HashAlgorithm> hash, int strength) {
  /** The whole certificate, or the whole key. */
  public static final TlsaMatching FULL = new TlsaMatching(0, Optional.empty(), 0);

  /** Its SHA-256 digest. */
  public static final TlsaMatching SHA2_256 =
      new TlsaMatching(1, Optional.of(HashAlgorithm.SHA_256), 1);

  /** Its SHA-512 digest. */
  public static final TlsaMatching SHA2_512 =
      new TlsaMatching(2, Optional.of(HashAlgorithm.SHA_512), 2);

  /** Whether it compares all that there is. */
  boolean isFull() {
    return hash.isEmpty();
  }

  /** Whether data may have such a length. */
  boolean fits(int length) {
    return hash.map(known -> known.length() == length).orElse(true);
  }

  /** What the data of a record must be. */
  Bytes of(Bytes content) {
    return hash.map(known -> digest(known, content)).orElse(content);
  }

  private static Bytes digest(HashAlgorithm hash, Bytes content) {
    try {
      return Bytes.of(MessageDigest.getInstance(hash.jcaName()).digest(content.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has those that are in use
    }
  }
}
