// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CbcCipherTest {
  private static final String IV = "000102030405060708090a0b0c0d0e0f";
  private static final String PLAIN =
      "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";

  private final CryptoProvider crypto = JcaCryptoProvider.create();

  // AES: NIST SP 800-38A, F.2.1 and F.2.5, the first two blocks. Camellia: openssl enc.
  @ParameterizedTest
  @CsvSource({
    "AES_128_CBC, 2b7e151628aed2a6abf7158809cf4f3c,"
        + "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2",
    "AES_256_CBC, 603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4,"
        + "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d",
    "CAMELLIA_128_CBC, 2b7e151628aed2a6abf7158809cf4f3c,"
        + "1607cf494b36bbf00daeb0b503c831aba2f2cf671629ef7840c5a5dfb5074887",
    "CAMELLIA_256_CBC, 603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4,"
        + "e6cfa35fc02b134a4d2c0b6737ac3eda36cbeb73bd504b4070b1b7de2b21eb50"
  })
  void encryptsAndDecrypts(BulkCipher cipher, String key, String encrypted) throws Exception {
    Secret secret = Secret.take(hex(key));
    CbcCipher sealing = crypto.cbc(cipher, secret);
    CbcCipher opening = crypto.cbc(cipher, secret);
    secret.destroy();
    byte[] plain = hex(PLAIN);
    byte[] out = new byte[34];

    sealing.encrypt(hex(IV), plain, 0, 21, Arrays.copyOfRange(plain, 21, 32), 11, out, 2);
    assertThat(Arrays.copyOfRange(out, 2, 34)).isEqualTo(hex(encrypted));

    byte[] back = new byte[33];
    opening.decrypt(hex("ff" + IV), 1, out, 2, 32, back, 1);
    assertThat(Arrays.copyOfRange(back, 1, 33)).isEqualTo(plain);
  }

  @Test
  void refusesWhatIsNoBlockCipherOrHasAnotherKeySize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> crypto.cbc(BulkCipher.AES_128_GCM, Secret.zeros(16)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> crypto.cbc(BulkCipher.AES_128_CBC, Secret.zeros(32)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_RSA_WITH_AES_128_CBC_SHA",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_RSA_WITH_AES_256_CCM_8",
        "TLS_RSA_WITH_ARIA_128_GCM_SHA256",
        "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256",
        "TLS_RSA_WITH_NULL_SHA256",
        "TLS_AES_128_GCM_SHA256"
      })
  void suitesOfTodayAreSupported(String name) {
    assertThat(crypto.supports(suite(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_RSA_WITH_RC4_128_SHA"})
  void whatIsOnlyForMuseumsIsNot(String name) {
    assertThat(crypto.supports(suite(name))).isFalse();
  }

  @Test
  void withoutBouncyCastleThereIsNoCamelliaAndNoCcm() {
    CryptoProvider installed = JcaCryptoProvider.ofInstalled();

    assertThat(installed.supports(suite("TLS_RSA_WITH_CAMELLIA_128_CBC_SHA"))).isFalse();
    assertThat(installed.supports(suite("TLS_RSA_WITH_AES_128_CCM"))).isFalse();
    assertThat(installed.supports(suite("TLS_RSA_WITH_AES_128_CBC_SHA"))).isTrue();
  }

  private static SuiteParameters suite(String name) {
    return SuiteParameters.of(CipherSuite.named(name).orElseThrow()).orElseThrow();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
