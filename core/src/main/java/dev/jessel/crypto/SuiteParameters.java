// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.wire.CipherSuite;
import java.util.Optional;

/**
 * What a TLS 1.3 cipher suite stands for: the AEAD of its records and the hash of its key schedule.
 *
 * @param suite the suite itself
 * @param aead the AEAD that protects records
 * @param hash the hash of transcript and HKDF
 */
public record SuiteParameters(CipherSuite suite, AeadAlgorithm aead, HashAlgorithm hash) {
  /** The parameters of {@code suite}; empty when it is no TLS 1.3 suite that Jessel knows. */
  public static Optional<SuiteParameters> of(CipherSuite suite) {
    // RFC 9846 B.4: the five suites and their code points.
    return switch (suite.code()) {
      case 0x1301 -> known(suite, AeadAlgorithm.AES_128_GCM, HashAlgorithm.SHA_256);
      case 0x1302 -> known(suite, AeadAlgorithm.AES_256_GCM, HashAlgorithm.SHA_384);
      case 0x1303 -> known(suite, AeadAlgorithm.CHACHA20_POLY1305, HashAlgorithm.SHA_256);
      case 0x1304 -> known(suite, AeadAlgorithm.AES_128_CCM, HashAlgorithm.SHA_256);
      case 0x1305 -> known(suite, AeadAlgorithm.AES_128_CCM_8, HashAlgorithm.SHA_256);
      default -> Optional.empty();
    };
  }

  private static Optional<SuiteParameters> known(
      CipherSuite suite, AeadAlgorithm aead, HashAlgorithm hash) {
    return Optional.of(new SuiteParameters(suite, aead, hash));
  }
}
