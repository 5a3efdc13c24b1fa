// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistriesTest {
  @ParameterizedTest
  @CsvSource({
    "0x1301, TLS_AES_128_GCM_SHA256",
    "0x1302, TLS_AES_256_GCM_SHA384",
    "0x1303, TLS_CHACHA20_POLY1305_SHA256",
    "0x1304, TLS_AES_128_CCM_SHA256",
    "0x1305, TLS_AES_128_CCM_8_SHA256",
    "0x00ff, TLS_EMPTY_RENEGOTIATION_INFO_SCSV",
    "0x5600, TLS_FALLBACK_SCSV",
  })
  void aCipherSuiteIsFoundByItsName(String code, String name) {
    CipherSuite suite = new CipherSuite(Integer.decode(code));

    assertThat(CipherSuite.named(name)).contains(suite);
    assertThat(suite).hasToString(name);
    assertThat(suite.openSslName()).isEqualTo(name);
    assertThat(suite.isTls13()).isEqualTo(!name.endsWith("SCSV"));
    assertThat(suite.isSignal()).isEqualTo(name.endsWith("SCSV"));
  }

  @ParameterizedTest
  @CsvSource({
    "0x11ec, X25519MLKEM768",
    "0x11eb, SecP256r1MLKEM768",
    "0x11ed, SecP384r1MLKEM1024",
    "0x001d, x25519",
    "0x001d, X25519",
    "0x001e, x448",
    "0x0017, secp256r1",
    "0x0017, P-256",
    "0x0017, prime256v1",
    "0x0018, p-384",
    "0x0019, secp521r1",
    "0x0100, ffdhe2048",
    "0x0104, ffdhe8192",
  })
  void aGroupIsFoundByEachOfItsNames(String code, String name) {
    assertThat(NamedGroup.named(name)).contains(new NamedGroup(Integer.decode(code)));
  }

  @Test
  void groupsKnowTheirKind() {
    assertThat(NamedGroup.X25519MLKEM768.isHybrid()).isTrue();
    assertThat(NamedGroup.X25519MLKEM768.classicalPart()).contains(NamedGroup.X25519);
    assertThat(NamedGroup.SECP256R1MLKEM768.classicalPart()).contains(NamedGroup.SECP256R1);
    assertThat(NamedGroup.SECP384R1MLKEM1024.classicalPart()).contains(NamedGroup.SECP384R1);
    assertThat(NamedGroup.MLKEM768.isHybrid()).isFalse();
    assertThat(NamedGroup.MLKEM768.isPostQuantum()).isTrue();
    assertThat(NamedGroup.X25519.isPostQuantum()).isFalse();
    assertThat(NamedGroup.X25519.classicalPart()).isEmpty();
    assertThat(NamedGroup.FFDHE8192.isFfdhe()).isTrue();
    assertThat(NamedGroup.SECP256R1.isFfdhe()).isFalse();
    assertThat(NamedGroup.MLKEM512.isFfdhe()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0x0804, rsa_pss_rsae_sha256, true",
    "0x0804, RSA-PSS+SHA256, true",
    "0x080b, rsa_pss_pss_sha512, true",
    "0x0403, ecdsa_secp256r1_sha256, true",
    "0x0403, ECDSA+SHA256, true",
    "0x0603, ecdsa_secp521r1_sha512, true",
    "0x0807, ed25519, true",
    "0x0808, Ed448, true",
    "0x081a, ecdsa_brainpoolP256r1tls13_sha256, true",
    "0x0904, mldsa44, true",
    "0x0905, mldsa65, true",
    "0x0906, mldsa87, true",
    "0x0401, rsa_pkcs1_sha256, false",
    "0x0601, RSA+SHA512, false",
    "0x0201, rsa_pkcs1_sha1, false",
    "0x0203, ecdsa_sha1, false",
    "0x0303, ECDSA+SHA224, false",
  })
  void aSchemeIsFoundByEachOfItsNames(String code, String name, boolean signsHandshake) {
    SignatureScheme scheme = new SignatureScheme(Integer.decode(code));

    assertThat(SignatureScheme.named(name)).contains(scheme);
    assertThat(scheme.maySignTls13Handshake()).isEqualTo(signsHandshake);
  }

  @Test
  void aSchemeThatNobodyKnowsSignsNothing() {
    assertThat(new SignatureScheme(0x0a0a).maySignTls13Handshake()).isFalse();
    assertThat(new SignatureScheme(0x0703).maySignTls13Handshake()).isFalse();
  }

  @Test
  void versionsAreOrdered() {
    assertThat(ProtocolVersion.TLS_1_3.isAtLeast(ProtocolVersion.TLS_1_2)).isTrue();
    assertThat(ProtocolVersion.TLS_1_2.isAtLeast(ProtocolVersion.TLS_1_2)).isTrue();
    assertThat(ProtocolVersion.TLS_1_1.isAtLeast(ProtocolVersion.TLS_1_2)).isFalse();
    assertThat(ProtocolVersion.TLS_1_3).isGreaterThan(ProtocolVersion.SSL_3_0);
    assertThat(ProtocolVersion.TLS_1_3.name()).isEqualTo("TLSv1.3");
    assertThat(ProtocolVersion.named("tlsv1.2")).contains(ProtocolVersion.TLS_1_2);
  }

  @Test
  void typesHaveTheNamesOfTheRfc() {
    assertThat(HandshakeType.CLIENT_HELLO).hasToString("client_hello");
    assertThat(HandshakeType.MESSAGE_HASH.code()).isEqualTo(254);
    assertThat(ContentType.APPLICATION_DATA).hasToString("application_data");
    assertThat(ContentType.APPLICATION_DATA.code()).isEqualTo(23);
    assertThat(ExtensionType.RENEGOTIATION_INFO.code()).isEqualTo(0xff01);
    assertThat(ExtensionType.named("key_share")).contains(new ExtensionType(51));
  }

  @Test
  void aCodeThatNobodyKnowsSurvives() {
    assertThat(new CipherSuite(0xcafe)).hasToString("0xCAFE");
    assertThat(new CipherSuite(0xcafe).code()).isEqualTo(0xcafe);
    assertThat(new NamedGroup(0x4444)).hasToString("0x4444");
    assertThat(new HandshakeType(99)).hasToString("0x0063");
    assertThat(NamedGroup.named("p-257")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0a0a, 0x1a1a, 0x7a7a, 0xfafa})
  void greaseIsSeen(int code) {
    assertThat(new CipherSuite(code).isGrease()).isTrue();
    assertThat(new NamedGroup(code).isGrease()).isTrue();
    assertThat(new ExtensionType(code).isGrease()).isTrue();
    assertThat(new ProtocolVersion(code).isGrease()).isTrue();
    assertThat(new SignatureScheme(code).isGrease()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0a1a, 0x1301, 0xaaab, 0x0a0b, 0})
  void whatIsNotGreaseIsNot(int code) {
    assertThat(new CipherSuite(code).isGrease()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x10000, Integer.MIN_VALUE})
  void aCodeThatDoesNotFitIsRefused(int code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new NamedGroup(code));
    assertThatIllegalArgumentException().isThrownBy(() -> new HandshakeType(code));
  }
}
