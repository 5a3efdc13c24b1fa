// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.BulkCipher;
import java.util.Optional;

/**
 * What JCA calls a block cipher in CBC, and its key.
 *
 * @param name of the {@link javax.crypto.Cipher}, without padding
 * @param keyAlgorithm of its key
 * @param blockLength size of a block, in bytes
 */
record CbcForm(String name, String keyAlgorithm, int blockLength) {
  /** The form of {@code cipher}; empty if it is no block cipher that is of use today. */
  static Optional<CbcForm> of(BulkCipher cipher) {
    return switch (cipher) {
      case AES_128_CBC, AES_256_CBC -> form("AES", cipher);
      case CAMELLIA_128_CBC, CAMELLIA_256_CBC -> form("Camellia", cipher);
      default -> Optional.empty();
    };
  }

  private static Optional<CbcForm> form(String algorithm, BulkCipher cipher) {
    return Optional.of(new CbcForm(algorithm + "/CBC/NoPadding", algorithm, cipher.blockLength()));
  }
}
