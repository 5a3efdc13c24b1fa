// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.CipherSuite;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteParametersTest {
  @ParameterizedTest
  @ValueSource(ints = {0x1301, 0x1302, 0x1303, 0x1304, 0x1305})
  void aSuiteIsWhatItsNameSays(int code) {
    CipherSuite suite = new CipherSuite(code);
    SuiteParameters parameters = SuiteParameters.of(suite).orElseThrow();
    String aead = parameters.aead().name();
    String hash = parameters.hash().name().replace("_", "");

    assertThat(suite.name().toUpperCase(Locale.ROOT)).isEqualTo("TLS_" + aead + "_" + hash);
    assertThat(parameters.suite()).isEqualTo(suite);
  }

  @Test
  void otherSuitesHaveNone() {
    assertThat(SuiteParameters.of(CipherSuite.TLS_FALLBACK_SCSV)).isEmpty();
    assertThat(SuiteParameters.of(new CipherSuite(0x1300))).isEmpty();
    assertThat(SuiteParameters.of(new CipherSuite(0x0a0a))).isEmpty();
  }

  @Test
  void theLimitOfGcmIsTwoToTheTwentyFourAndAHalf() {
    assertThat(AeadAlgorithm.AES_128_GCM.sealLimit()).isEqualTo((long) Math.pow(2, 24.5));
    assertThat(AeadAlgorithm.AES_256_GCM.sealLimit()).isEqualTo((long) Math.pow(2, 24.5));
  }
}
