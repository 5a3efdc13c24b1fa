// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.keys.Prf;
import dev.jessel.testkit.SeededRandom;
import dev.jessel.wire.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What comes out of the key derivations, compared with what others compute. */
class Prf10Test {
  private static final CryptoProvider CRYPTO = SeededRandom.crypto(1);

  @Test
  void theOldFunctionOfTlsIsThatOfMd5AndThatOfSha1() {
    // As computed by openssl kdf TLS1-PRF with digest MD5-SHA1
    byte[] secret = filled(48, 0xab);
    byte[] seed = filled(64, 0xcd);

    Bytes derived = derive(new Prf10(CRYPTO), secret, "PRF Testvector", seed, 104);

    assertThat(derived)
        .isEqualTo(
            Bytes.ofHex(
                "d3d4d1e349b5d515044666d51de32bab258cb521b6b053463e354832fd976754"
                    + "443bcf9a296519bc289abcbc1187e4ebd31e602353776c408aafb74cbc85eff6"
                    + "9255f9788faa184cbb957a9819d84a5d7eb006eb459d3ae8de9810454b8b2d8f"
                    + "1afbc655a8c9a013"));
  }

  @Test
  void theHalvesOfAnOddSecretShareAByte() {
    byte[] secret = {1, 2, 3, 4, 5};

    Bytes derived = derive(new Prf10(CRYPTO), secret, "test", new byte[] {6}, 20);

    assertThat(derived).isEqualTo(Bytes.ofHex("3f89a45535edb241683076f17b563ae296beaa0b"));
  }

  private static Bytes derive(Prf prf, byte[] secret, String label, byte[] seed, int length) {
    return prf.derive(Secret.take(secret), label, Bytes.of(seed), length).expose(Bytes::of);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
