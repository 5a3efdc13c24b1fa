// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Signer;
import dev.jessel.crypto.Verifier;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {
  private static final byte[] MESSAGE = "what was said".getBytes(StandardCharsets.US_ASCII);

  private final CryptoProvider crypto = JcaCryptoProvider.create();

  static Stream<Arguments> keysAndTheirSchemes() {
    return Stream.of(
        keys(TestKeys.ec("secp256r1"), SignatureScheme.ECDSA_SECP256R1_SHA256),
        keys(TestKeys.ec("secp384r1"), SignatureScheme.ECDSA_SECP384R1_SHA384),
        keys(TestKeys.ec("secp521r1"), SignatureScheme.ECDSA_SECP521R1_SHA512),
        keys(TestKeys.of("Ed25519"), SignatureScheme.ED25519),
        keys(TestKeys.of("Ed448"), SignatureScheme.ED448),
        keys(
            TestKeys.rsa(2048),
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512),
        // 2 * 64 + 2 bytes do not fit into 1024 bits
        keys(
            TestKeys.rsa(1024),
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384),
        keys(
            TestKeys.rsaPss(2048),
            SignatureScheme.RSA_PSS_PSS_SHA256,
            SignatureScheme.RSA_PSS_PSS_SHA384,
            SignatureScheme.RSA_PSS_PSS_SHA512),
        keys(TestKeys.rsaPss(2048, "SHA-384", 48), SignatureScheme.RSA_PSS_PSS_SHA384),
        // The salt of the key is the least one, and TLS has one of 32 bytes here
        keys(TestKeys.rsaPss(2048, "SHA-256", 20), SignatureScheme.RSA_PSS_PSS_SHA256),
        keys(TestKeys.rsaPss(2048, "SHA-256", 48)),
        keys(TestKeys.mlDsa("ML-DSA-44"), SignatureScheme.MLDSA44),
        keys(TestKeys.mlDsa("ML-DSA-65"), SignatureScheme.MLDSA65),
        keys(TestKeys.mlDsa("ML-DSA-87"), SignatureScheme.MLDSA87),
        keys(TestKeys.bouncyCastle("ML-DSA-65"), SignatureScheme.MLDSA65),
        keys(TestKeys.bouncyCastle("Ed25519"), SignatureScheme.ED25519));
  }

  private static Arguments keys(KeyPair keys, SignatureScheme... schemes) {
    return Arguments.of(keys, List.of(schemes));
  }

  @ParameterizedTest
  @MethodSource("keysAndTheirSchemes")
  void aKeyHasItsSchemes(KeyPair keys, List<SignatureScheme> schemes) {
    assertThat(crypto.schemesFor(keys.getPrivate())).isEqualTo(schemes);
    assertThat(crypto.schemesFor(keys.getPublic())).isEqualTo(schemes);
  }

  @ParameterizedTest
  @MethodSource("keysAndTheirSchemes")
  void whatItSignsIsValidAndNothingElseIs(KeyPair keys, List<SignatureScheme> schemes)
      throws Exception {
    for (SignatureScheme scheme : schemes) {
      assertThat(crypto.supports(scheme)).isTrue();
      Signer signer = crypto.signer(keys.getPrivate(), scheme);
      assertThat(signer.scheme()).isEqualTo(scheme);
      Bytes signature = signer.sign(MESSAGE);
      Verifier verifier = crypto.verifier(keys.getPublic(), scheme);

      assertThat(verifier.verify(MESSAGE, signature)).isTrue();
      assertThat(verifier.verify(new byte[0], signature)).isFalse();
      for (Bytes malformed : malformed(signature)) {
        assertThat(verifier.verify(MESSAGE, malformed)).isFalse();
      }
      assertThat(verifier.verify(MESSAGE, signer.sign(MESSAGE))).isTrue();
    }
  }

  private static List<Bytes> malformed(Bytes signature) {
    byte[] changed = signature.toArray();
    changed[changed.length / 2] ^= 4;
    return List.of(
        Bytes.EMPTY,
        Bytes.of((byte) 0x30),
        Bytes.of((byte) 0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff),
        Bytes.of(changed),
        Bytes.of(new byte[signature.length()]),
        signature.slice(0, signature.length() - 1),
        signature.plus(Bytes.of((byte) 0)));
  }

  @ParameterizedTest
  @MethodSource("keysAndTheirSchemes")
  void itSignsInNoOtherHandshakeScheme(KeyPair keys, List<SignatureScheme> schemes) {
    Stream<SignatureScheme> others =
        SchemeForm.ALL.stream()
            .map(SchemeForm::scheme)
            .filter(SignatureScheme::maySignTls13Handshake)
            .filter(crypto::supports)
            .filter(scheme -> !schemes.contains(scheme));

    assertThat(others)
        .isNotEmpty()
        .allSatisfy(
            scheme -> {
              assertThatExceptionOfType(InvalidKeyException.class)
                  .isThrownBy(() -> crypto.signer(keys.getPrivate(), scheme));
              assertThatExceptionOfType(TlsException.class)
                  .isThrownBy(() -> crypto.verifier(keys.getPublic(), scheme))
                  .matches(
                      refused ->
                          refused
                              .alert()
                              .filter(AlertDescription.ILLEGAL_PARAMETER::equals)
                              .isPresent());
            });
  }

  @Test
  void certificatesMayHaveSchemesThatHandshakesMayNot() throws Exception {
    KeyPair keys = TestKeys.rsa(2048);
    for (SignatureScheme scheme :
        List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.RSA_PKCS1_SHA1)) {
      Bytes signature = crypto.signer(keys.getPrivate(), scheme).sign(MESSAGE);

      assertThat(crypto.verifier(keys.getPublic(), scheme).verify(MESSAGE, signature)).isTrue();
    }
  }

  @Test
  void aKeyInATokenIsTakenAtItsWord() {
    PrivateKey opaque = TestKeys.opaque("RSA");

    assertThat(crypto.schemesFor(opaque))
        .containsExactly(
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512);
    assertThat(crypto.schemesFor(TestKeys.opaque("EC"))).hasSize(3);
    assertThat(crypto.schemesFor(TestKeys.opaque("DSA"))).isEmpty();
    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(() -> crypto.signer(opaque, SignatureScheme.RSA_PSS_RSAE_SHA256));
  }

  @Test
  void unknownSchemesAreNotSupported() {
    SignatureScheme unknown = new SignatureScheme(0x0a0a);
    KeyPair keys = TestKeys.ec("secp256r1");

    assertThat(crypto.supports(unknown)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> crypto.verifier(keys.getPublic(), unknown));
  }
}
