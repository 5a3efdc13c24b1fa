// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityLevelTest {
  @ParameterizedTest
  @CsvSource({
    "TLS_AES_128_GCM_SHA256, 3",
    "TLS_AES_256_GCM_SHA384, 5",
    "TLS_CHACHA20_POLY1305_SHA256, 5",
    "TLS_AES_128_CCM_8_SHA256, 0",
    "ECDHE-RSA-AES128-GCM-SHA256, 3",
    "ECDHE-RSA-AES256-GCM-SHA384, 5",
    "ECDHE-RSA-AES256-SHA, 3",
    "ECDHE-PSK-AES256-CBC-SHA384, 5",
    "AES256-GCM-SHA384, 2",
    "RSA-PSK-AES256-GCM-SHA384, 2",
    "PSK-AES128-GCM-SHA256, 2",
    "DES-CBC3-SHA, 2",
    "RC4-SHA, 1",
    "RC4-MD5, 0",
    "NULL-SHA256, 0",
    "ADH-AES256-GCM-SHA384, 0",
  })
  void aSuiteGoesUpToALevel(String name, int highest) {
    CipherSuite suite = CipherSuite.named(name).orElseThrow();
    for (int level = 0; level <= SecurityLevel.MAX; level++) {
      assertThat(rules(level).allows(suite)).as("level " + level).isEqualTo(level <= highest);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x25519, 3",
    "secp256r1, 3",
    "X448, 4",
    "secp384r1, 4",
    "secp521r1, 5",
    "ffdhe2048, 2",
    "ffdhe3072, 3",
    "ffdhe8192, 4",
    "X25519MLKEM768, 4",
    "SecP384r1MLKEM1024, 5"
  })
  void aGroupGoesUpToALevel(String name, int highest) {
    NamedGroup group = NamedGroup.named(name).orElseThrow();
    for (int level = 0; level <= SecurityLevel.MAX; level++) {
      assertThat(rules(level).allows(group)).as("level " + level).isEqualTo(level <= highest);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa_pkcs1_sha1, 0",
    "ecdsa_sha1, 0",
    "rsa_pkcs1_sha224, 2",
    "ecdsa_secp256r1_sha256, 3",
    "ed25519, 3",
    "rsa_pss_rsae_sha384, 4",
    "ed448, 4",
    "mldsa65, 4",
    "rsa_pss_pss_sha512, 5",
    "mldsa87, 5",
    "ecdsa_brainpoolP256r1tls13_sha256, 3"
  })
  void aSignatureGoesUpToALevel(String name, int highest) {
    SignatureScheme scheme = SignatureScheme.named(name).orElseThrow();
    for (int level = 0; level <= SecurityLevel.MAX; level++) {
      assertThat(rules(level).allows(scheme)).as("level " + level).isEqualTo(level <= highest);
    }
  }

  @ParameterizedTest
  @CsvSource({"512, -1", "1023, -1", "1024, 1", "2048, 2", "3072, 3", "7680, 4", "15360, 5"})
  void aModulusGoesUpToALevel(int bits, int highest) {
    for (int level = 0; level <= SecurityLevel.MAX; level++) {
      assertThat(rules(level).allowsModulus(bits)).as("level " + level).isEqualTo(level <= highest);
    }
  }

  @Test
  void oldVersionsGoAtLevelZeroAlone() {
    assertThat(rules(0).allows(ProtocolVersion.SSL_3_0)).isTrue();
    assertThat(rules(1).allows(ProtocolVersion.TLS_1_1)).isFalse();
    assertThat(rules(5).allows(ProtocolVersion.TLS_1_2)).isTrue();
  }

  @Test
  void ticketsOfTls12EndBelowLevelThree() {
    assertThat(rules(2).allowsTickets()).isTrue();
    assertThat(rules(3).allowsTickets()).isFalse();
  }

  @Test
  void theLevelNobodyAsksForIsTwo() {
    assertThat(SecurityLevel.DEFAULT.number()).isEqualTo(2);
    assertThat(SecurityLevel.DEFAULT.bits()).isEqualTo(112);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void thereAreSixLevels(int number) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SecurityLevel(number));
  }

  private static SecurityRules rules(int level) {
    return new SecurityRules(new SecurityLevel(level));
  }
}
