// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.SideKeys;

/** Chooses how the records of TLS 1.2 are protected. */
public final class Tls12Protection {
  private Tls12Protection() {}

  /**
   * The protection of one direction.
   *
   * @param crypto where ciphers and MACs come from
   * @param suite the negotiated suite, one that {@code crypto} supports
   * @param keys of the side that seals; destroyed
   * @param encryptThenMac whether RFC 7366 was agreed upon; counts for block ciphers alone
   */
  public static RecordProtection of(
      CryptoProvider crypto, SuiteParameters suite, SideKeys keys, boolean encryptThenMac) {
    try {
      return switch (suite.cipher().kind()) {
        case AEAD -> Aead12Protection.of(crypto, suite.aead(), keys);
        case BLOCK -> block(CbcCiphers.tls12(crypto, suite, keys), encryptThenMac);
        case NULL -> StreamProtection.tls12(crypto, suite, keys);
        case STREAM -> throw new IllegalArgumentException(suite.suite() + " is not of TLS 1.2");
      };
    } finally {
      keys.destroy();
    }
  }

  private static RecordProtection block(CbcCiphers ciphers, boolean encryptThenMac) {
    return encryptThenMac
        ? new EncryptThenMacProtection(ciphers, CbcProtection.Form.TLS_1_2)
        : new CbcProtection(ciphers, CbcProtection.Form.TLS_1_2);
  }
}
