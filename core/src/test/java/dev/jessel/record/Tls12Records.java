// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.SideKeys;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;

/** One kind of protection each, with fixed keys: what one seals another one opens. */
enum Tls12Records {
  GCM("TLS_RSA_WITH_AES_128_GCM_SHA256", false),
  CCM("TLS_RSA_WITH_AES_256_CCM", false),
  CCM_8("TLS_RSA_WITH_AES_128_CCM_8", false),
  CHACHA20("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", false),
  ARIA("TLS_RSA_WITH_ARIA_256_GCM_SHA384", false),
  CBC_SHA1("TLS_RSA_WITH_AES_128_CBC_SHA", false),
  CBC_SHA256("TLS_RSA_WITH_AES_256_CBC_SHA256", false),
  CBC_SHA384("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", false),
  CAMELLIA("TLS_RSA_WITH_CAMELLIA_128_CBC_SHA", false),
  ETM_SHA1("TLS_RSA_WITH_AES_128_CBC_SHA", true),
  ETM_SHA384("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", true),
  MAC_ONLY("TLS_RSA_WITH_NULL_SHA256", false);

  static final CryptoProvider CRYPTO = JcaCryptoProvider.create();

  private final String suite;
  private final boolean encryptThenMac;

  Tls12Records(String suite, boolean encryptThenMac) {
    this.suite = suite;
    this.encryptThenMac = encryptThenMac;
  }

  SuiteParameters suite() {
    return SuiteParameters.of(CipherSuite.named(suite).orElseThrow()).orElseThrow();
  }

  static Secret macKey(SuiteParameters suite) {
    return Secret.zeros(suite.mac().length());
  }

  static Secret key(SuiteParameters suite) {
    return Secret.zeros(suite.cipher().keyLength());
  }

  RecordProtection protection() {
    return protection(CRYPTO);
  }

  RecordProtection protection(CryptoProvider crypto) {
    SuiteParameters parameters = suite();
    Bytes iv = Bytes.of(new byte[KeyBlock.Sizes.of(parameters).iv()]);
    SideKeys keys = new SideKeys(macKey(parameters), key(parameters), iv);
    return Tls12Protection.of(crypto, parameters, keys, encryptThenMac);
  }

  RecordPair pair() {
    RecordPair pair = new RecordPair();
    pair.sealer.protection(protection());
    pair.opener.protection(protection());
    pair.opener.requireExactVersion();
    return pair;
  }
}
