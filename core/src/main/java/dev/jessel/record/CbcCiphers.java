// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.SideKeys;

/**
 * A block cipher and a MAC, in whichever order they are used.
 *
 * @param body encrypts and decrypts
 * @param mac says what is genuine
 */
public record CbcCiphers(CbcBody body, RecordMac mac) {
  /** As TLS 1.2 has them; the keys live on. */
  static CbcCiphers tls12(CryptoProvider crypto, SuiteParameters suite, SideKeys keys) {
    return new CbcCiphers(
        CbcBody.explicit(crypto, suite, keys),
        new RecordMac(crypto, suite.mac().hash(), keys.macKey(), RecordHeader.TLS_1_2));
  }

  /** The most bytes that a record has besides its content: header, IV, padding and MAC. */
  int overhead() {
    return RecordLimits.HEADER + 2 * body.blockLength() + mac.length();
  }
}
