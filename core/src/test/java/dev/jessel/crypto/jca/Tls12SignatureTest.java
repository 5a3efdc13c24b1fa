// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Signer;
import dev.jessel.crypto.Verifier;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Tls12SignatureTest {
  private static final ProtocolVersion VERSION = ProtocolVersion.TLS_1_2;
  private static final byte[] MESSAGE = "what was said".getBytes(StandardCharsets.US_ASCII);
  private static final List<SignatureScheme> ECDSA =
      List.of(
          SignatureScheme.ECDSA_SECP256R1_SHA256,
          SignatureScheme.ECDSA_SECP384R1_SHA384,
          SignatureScheme.ECDSA_SECP521R1_SHA512,
          SignatureScheme.ECDSA_SHA224,
          SignatureScheme.ECDSA_SHA1);
  private static final List<SignatureScheme> PKCS1 =
      List.of(
          SignatureScheme.RSA_PKCS1_SHA256,
          SignatureScheme.RSA_PKCS1_SHA384,
          SignatureScheme.RSA_PKCS1_SHA512,
          SignatureScheme.RSA_PKCS1_SHA224,
          SignatureScheme.RSA_PKCS1_SHA1);

  private final CryptoProvider crypto = JcaCryptoProvider.create();

  static Stream<Arguments> keysAndTheirSchemes() {
    List<SignatureScheme> pss =
        List.of(
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512);
    return Stream.of(
        Arguments.of(TestKeys.ec("secp256r1"), ECDSA),
        Arguments.of(TestKeys.ec("secp521r1"), ECDSA),
        Arguments.of(TestKeys.rsa(2048), Stream.of(pss, PKCS1).flatMap(List::stream).toList()),
        Arguments.of(
            TestKeys.rsa(512),
            List.of(
                SignatureScheme.RSA_PKCS1_SHA256,
                SignatureScheme.RSA_PKCS1_SHA224,
                SignatureScheme.RSA_PKCS1_SHA1)),
        Arguments.of(
            TestKeys.rsaPss(2048),
            List.of(
                SignatureScheme.RSA_PSS_PSS_SHA256,
                SignatureScheme.RSA_PSS_PSS_SHA384,
                SignatureScheme.RSA_PSS_PSS_SHA512)),
        Arguments.of(TestKeys.of("Ed25519"), List.of(SignatureScheme.ED25519)),
        Arguments.of(TestKeys.of("Ed448"), List.of(SignatureScheme.ED448)),
        Arguments.of(TestKeys.mlDsa("ML-DSA-44"), List.of()));
  }

  @ParameterizedTest
  @MethodSource("keysAndTheirSchemes")
  void aKeySignsInItsSchemesAndNoOther(KeyPair keys, List<SignatureScheme> schemes)
      throws Exception {
    assertThat(crypto.schemesFor(keys.getPrivate(), VERSION)).isEqualTo(schemes);
    assertThat(crypto.schemesFor(keys.getPublic(), VERSION)).isEqualTo(schemes);
    for (SignatureScheme scheme : schemes) {
      Bytes signature = crypto.signer(keys.getPrivate(), scheme, VERSION).sign(MESSAGE);
      Verifier verifier = crypto.verifier(keys.getPublic(), scheme, VERSION);

      assertThat(verifier.verify(MESSAGE, signature)).as(scheme.name()).isTrue();
      assertThat(verifier.verify(new byte[5], signature)).as(scheme.name()).isFalse();
    }
  }

  @Test
  void aHashGoesWithEveryCurveBeforeTls13() throws Exception {
    KeyPair keys = TestKeys.ec("secp384r1");
    SignatureScheme scheme = SignatureScheme.ECDSA_SECP256R1_SHA256;

    Signer signer = crypto.signer(keys.getPrivate(), scheme, VERSION);
    Bytes signature = signer.sign(MESSAGE);

    assertThat(crypto.verifier(keys.getPublic(), scheme, VERSION).verify(MESSAGE, signature))
        .isTrue();
    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(() -> crypto.signer(keys.getPrivate(), scheme));
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> crypto.verifier(keys.getPublic(), scheme));
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    KeyPair keys = TestKeys.ec("secp256r1");

    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(
            () -> crypto.signer(keys.getPrivate(), SignatureScheme.RSA_PKCS1_SHA256, VERSION));
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(
            () -> crypto.verifier(keys.getPublic(), SignatureScheme.RSA_PKCS1_SHA256, VERSION))
        .satisfies(e -> assertThat(e.alert()).contains(AlertDescription.ILLEGAL_PARAMETER));
  }
}
