// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PrfTest {
  // The vectors that the TLS working group's list has had since 2008; OpenSSL gives the same.
  @Test
  void sha256GivesThePublishedVector() {
    String output =
        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9"
            + "c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789ba"
            + "a48082d122ee42c5a72e5a5110fff70187347b66";

    assertThat(
            derive(
                HashAlgorithm.SHA_256,
                "9bbe436ba940f017b17652849a71db35",
                "a0ba9f936cda311827a6f796ffd5198c",
                100))
        .isEqualTo(output);
  }

  @Test
  void sha384GivesThePublishedVector() {
    String output =
        "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe3"
            + "4f82b1233c9146a0e534cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3"
            + "d416d473ebc2c5fd4abfdad05d9184259b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236"
            + "a3e52655c9e9aee691c8f3a26854308d5eaa3be85e0990703d73e56f";

    assertThat(
            derive(
                HashAlgorithm.SHA_384,
                "b80b733d6ceefcdc71566ea48e5567df",
                "cd665cf6a8447dd6ff8b27555edb7465",
                148))
        .isEqualTo(output);
  }

  @Test
  void aShortResultIsTheStartOfALongOne() {
    assertThat(derive(HashAlgorithm.SHA_256, "00ff", "aa", 100))
        .startsWith(derive(HashAlgorithm.SHA_256, "00ff", "aa", 33));
    assertThat(derive(HashAlgorithm.SHA_256, "00ff", "aa", 0)).isEmpty();
  }

  private static String derive(HashAlgorithm hash, String secret, String seed, int length) {
    Secret key = Secret.take(HexFormat.of().parseHex(secret));
    return Prf.tls12(JcaCryptoProvider.create(), hash)
        .derive(key, "test label", Bytes.ofHex(seed), length)
        .expose(HexFormat.of()::formatHex);
  }
}
