// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.CipherSuite;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteParametersTest {
  @ParameterizedTest
  @ValueSource(ints = {0x1301, 0x1302, 0x1303, 0x1304, 0x1305})
  void aSuiteOfTls13IsWhatItsNameSays(int code) {
    CipherSuite suite = new CipherSuite(code);
    SuiteParameters parameters = SuiteParameters.of(suite).orElseThrow();
    String aead = parameters.aead().name();
    String hash = parameters.hash().name().replace("_", "");

    assertThat(suite.name().toUpperCase(Locale.ROOT)).isEqualTo("TLS_" + aead + "_" + hash);
    assertThat(parameters.suite()).isEqualTo(suite);
    assertThat(parameters.isTls13()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ECDHE-ECDSA-AES256-GCM-SHA384, ECDHE, ECDSA, AES_256_GCM, AEAD, SHA_384, TLSv1.2",
    "ECDHE-RSA-CHACHA20-POLY1305, ECDHE, RSA, CHACHA20_POLY1305, AEAD, SHA_256, TLSv1.2",
    "ECDHE-RSA-AES256-SHA384, ECDHE, RSA, AES_256_CBC, SHA_384, SHA_384, TLSv1.2",
    "ECDHE-RSA-AES128-SHA, ECDHE, RSA, AES_128_CBC, SHA_1, SHA_256, TLSv1",
    "DHE-RSA-AES256-SHA256, DHE, RSA, AES_256_CBC, SHA_256, SHA_256, TLSv1.2",
    "DHE-DSS-AES128-SHA, DHE, DSS, AES_128_CBC, SHA_1, SHA_256, SSLv3",
    "AES256-CCM8, RSA, RSA, AES_256_CCM_8, AEAD, SHA_256, TLSv1.2",
    "ADH-AES128-GCM-SHA256, DHE, NONE, AES_128_GCM, AEAD, SHA_256, TLSv1.2",
    "AECDH-NULL-SHA, ECDHE, NONE, NULL, SHA_1, SHA_256, TLSv1",
    "PSK-AES256-CBC-SHA384, PSK, PSK, AES_256_CBC, SHA_384, SHA_384, TLSv1",
    "DHE-PSK-AES128-CCM8, DHE_PSK, PSK, AES_128_CCM_8, AEAD, SHA_256, TLSv1.2",
    "ECDHE-PSK-CHACHA20-POLY1305, ECDHE_PSK, PSK, CHACHA20_POLY1305, AEAD, SHA_256, TLSv1.2",
    "RSA-PSK-CAMELLIA256-SHA384, RSA_PSK, RSA, CAMELLIA_256_CBC, SHA_384, SHA_384, TLSv1",
    "ECDHE-ARIA256-GCM-SHA384, ECDHE, RSA, ARIA_256_GCM, AEAD, SHA_384, TLSv1.2",
    "SRP-DSS-AES-256-CBC-SHA, SRP, DSS, AES_256_CBC, SHA_1, SHA_256, SSLv3",
    "DES-CBC3-SHA, RSA, RSA, DES_EDE3_CBC, SHA_1, SHA_256, SSLv3",
    "RC4-MD5, RSA, RSA, RC4_128, MD5, SHA_256, SSLv3",
    "NULL-SHA256, RSA, RSA, NULL, SHA_256, SHA_256, TLSv1.2",
    "SEED-SHA, RSA, RSA, SEED_CBC, SHA_1, SHA_256, SSLv3",
    "IDEA-CBC-SHA, RSA, RSA, IDEA_CBC, SHA_1, SHA_256, SSLv3",
  })
  void anOlderSuiteIsWhatItsNameSays(
      String name,
      KeyExchangeMethod exchange,
      Authentication server,
      BulkCipher cipher,
      MacAlgorithm mac,
      HashAlgorithm hash,
      String version) {
    CipherSuite suite = CipherSuite.named(name).orElseThrow();
    SuiteParameters parameters = SuiteParameters.of(suite).orElseThrow();

    assertThat(parameters)
        .isEqualTo(new SuiteParameters(suite, exchange, server, cipher, mac, hash));
    assertThat(parameters.minimumVersion()).hasToString(version);
    assertThat(parameters.maximumVersion()).hasToString("TLSv1.2");
  }

  @Test
  void everyKnownSuiteHasParametersButGostTheSignalsAndTwoWithoutEncryption() {
    assertThat(CipherSuite.known().stream().filter(s -> SuiteParameters.of(s).isEmpty()))
        .extracting(CipherSuite::name)
        .allMatch(name -> name.matches("TLS_(GOST.*|.*_SCSV|SHA(256_SHA256|384_SHA384))"))
        .hasSize(11);
  }

  @Test
  void otherSuitesHaveNone() {
    assertThat(SuiteParameters.of(CipherSuite.TLS_FALLBACK_SCSV)).isEmpty();
    assertThat(SuiteParameters.of(new CipherSuite(0x1300))).isEmpty();
    assertThat(SuiteParameters.of(new CipherSuite(0x0a0a))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RC4-SHA", "DHE-DSS-AES128-SHA", "SRP-AES-128-CBC-SHA", "SEED-SHA"})
  void aSuiteThatIsOnlyAWordIsNotSupported(String name) {
    assertThat(JcaCryptoProvider.create().supports(CipherSuite.named(name).orElseThrow()))
        .isFalse();
  }

  @Test
  void aSuiteWithAMacHasNoAead() {
    SuiteParameters cbc =
        SuiteParameters.of(CipherSuite.named("AES128-SHA").orElseThrow()).orElseThrow();

    assertThat(cbc.isAead()).isFalse();
    assertThatIllegalStateException().isThrownBy(cbc::aead);
  }

  @Test
  void theLimitOfGcmIsTwoToTheTwentyFourAndAHalf() {
    assertThat(AeadAlgorithm.AES_128_GCM.sealLimit()).isEqualTo((long) Math.pow(2, 24.5));
    assertThat(AeadAlgorithm.AES_256_GCM.sealLimit()).isEqualTo((long) Math.pow(2, 24.5));
  }
}
