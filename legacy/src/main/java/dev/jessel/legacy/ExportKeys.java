// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.SideKeys;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/** The keys of SSLv3's export suites (RFC 6101 6.2.2.1): 40 secret bits, and what all can see. */
final class ExportKeys {
  private static final int SECRET_LENGTH = 5;

  private ExportKeys() {}

  /** What such a suite takes from the key block. */
  static KeyBlock.Sizes sizes(SuiteParameters suite) {
    return new KeyBlock.Sizes(suite.mac().length(), SECRET_LENGTH, 0);
  }

  /**
   * The keys of one side.
   *
   * @param keys what the key block gave; the MAC key lives on in the result, the other is wiped
   * @param own the random of the side that sends under these keys
   */
  static SideKeys of(
      CryptoProvider crypto, SuiteParameters suite, SideKeys keys, Bytes own, Bytes other) {
    BulkCipher cipher = suite.cipher();
    byte[] randoms = own.plus(other).toArray();
    // RFC 6101 6.2.2.1: final_client_write_key = MD5(client_write_key + client random + server's)
    byte[] key = keys.key().expose(secret -> md5(crypto, secret, randoms));
    byte[] iv = md5(crypto, randoms);
    keys.key().destroy();
    try {
      return new SideKeys(
          keys.macKey(),
          Secret.take(Arrays.copyOf(key, cipher.keyLength())),
          Bytes.copyOf(iv, 0, cipher.fixedIvLength()));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] md5(CryptoProvider crypto, byte[]... parts) {
    Hash md5 = crypto.hash(HashAlgorithm.MD5);
    for (byte[] part : parts) {
      md5.update(part, 0, part.length);
    }
    return md5.digest();
  }
}
