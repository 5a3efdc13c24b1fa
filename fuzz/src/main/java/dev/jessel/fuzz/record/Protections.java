// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.record;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.fuzz.Choice;
import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.keys.SideKeys;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.record.Aead13Protection;
import dev.jessel.record.NullProtection;
import dev.jessel.record.RecordProtection;
import dev.jessel.record.Tls12Protection;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;

/** The protections of records, over cryptography that hides nothing. */
public enum Protections {
  /** None. */
  NONE,
  /** That of TLS 1.3. */
  TLS13,
  /** TLS 1.2, a part of the nonce in each record. */
  GCM("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", false),
  /** TLS 1.2, no part of the nonce there. */
  CHACHA("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", false),
  /** TLS 1.2, blocks, the MAC inside. */
  CBC("TLS_RSA_WITH_AES_128_CBC_SHA", false),
  /** TLS 1.2, blocks, the MAC behind. */
  ENCRYPT_THEN_MAC("TLS_RSA_WITH_AES_128_CBC_SHA", true),
  /** TLS 1.2, a MAC and no cipher. */
  NULL_CIPHER("TLS_RSA_WITH_NULL_SHA256", false);

  private static final OpenCrypto CRYPTO = new OpenCrypto();
  private static final CipherSuite MODERN = CipherSuite.TLS_AES_128_GCM_SHA256;

  private final String suite;
  private final boolean encryptThenMac;

  Protections() {
    this("", false);
  }

  Protections(String suite, boolean encryptThenMac) {
    this.suite = suite;
    this.encryptThenMac = encryptThenMac;
  }

  /** The one that a byte names; every byte does. */
  public static Protections of(int code) {
    return Choice.of(Protections.class, code);
  }

  /** A new one, at the start of its numbers. */
  RecordProtection make() {
    return switch (this) {
      case NONE -> new NullProtection();
      case TLS13 -> {
        SuiteParameters parameters = SuiteParameters.of(MODERN).orElseThrow();
        yield Aead13Protection.of(
            CRYPTO,
            parameters,
            TrafficSecret.of(CRYPTO, parameters, Secret.zeros(parameters.hash().length())));
      }
      default -> old(CipherSuite.named(suite).flatMap(SuiteParameters::of).orElseThrow());
    };
  }

  private RecordProtection old(SuiteParameters parameters) {
    SideKeys keys =
        new SideKeys(
            Secret.zeros(parameters.mac().length()),
            Secret.zeros(parameters.cipher().keyLength()),
            Bytes.of(new byte[parameters.cipher().fixedIvLength()]));
    return Tls12Protection.of(CRYPTO, parameters, keys, encryptThenMac);
  }
}
