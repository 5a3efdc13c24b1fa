// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JcaCryptoProviderTest {
  private static final List<NamedGroup> POST_QUANTUM =
      List.of(
          NamedGroup.X25519MLKEM768,
          NamedGroup.SECP256R1MLKEM768,
          NamedGroup.SECP384R1MLKEM1024,
          NamedGroup.MLKEM512,
          NamedGroup.MLKEM768,
          NamedGroup.MLKEM1024);

  private final CryptoProvider crypto = JcaCryptoProvider.create();
  private final CryptoProvider alone = JcaCryptoProvider.ofInstalled();

  @Test
  void withBouncyCastleAtHandNothingIsMissing() {
    for (int code = 0x1301; code <= 0x1305; code++) {
      assertThat(crypto.supports(new CipherSuite(code))).isTrue();
    }
    assertThat(POST_QUANTUM).allMatch(crypto::supports);
    assertThat(SchemeForm.ALL).allMatch(form -> crypto.supports(form.scheme()));
  }

  @Test
  void withoutBouncyCastleThereIsWhatTheJdkHas() {
    boolean jdkHasThem = Runtime.version().feature() >= 24;

    assertThat(alone.supports(CipherSuite.TLS_AES_128_GCM_SHA256)).isTrue();
    assertThat(alone.supports(CipherSuite.TLS_AES_256_GCM_SHA384)).isTrue();
    assertThat(alone.supports(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)).isTrue();
    assertThat(alone.supports(CipherSuite.TLS_AES_128_CCM_SHA256)).isFalse();
    assertThat(alone.supports(CipherSuite.TLS_AES_128_CCM_8_SHA256)).isFalse();
    assertThat(POST_QUANTUM).allMatch(group -> alone.supports(group) == jdkHasThem);
    assertThat(alone.supports(NamedGroup.X25519)).isTrue();
    assertThat(alone.supports(SignatureScheme.MLDSA65)).isEqualTo(jdkHasThem);
    assertThat(alone.supports(SignatureScheme.ED25519)).isTrue();
  }

  @Test
  void whatIsMissingCannotBeHad() {
    Secret key = Secret.zeros(16);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> alone.aead(AeadAlgorithm.AES_128_CCM, key));
  }

  @Test
  void aJdkThatHasMlKemIsPreferredToBouncyCastle() {
    assertThat(JdkKem.find().isPresent()).isEqualTo(Runtime.version().feature() >= 24);
  }

  @Test
  void bouncyCastleIsUsedWithoutBeingRegistered() {
    assertThat(crypto.supports(CipherSuite.TLS_AES_128_CCM_SHA256)).isTrue();
    assertThat(Security.getProvider("BC")).isNull();
  }

  @Test
  void theInstalledProvidersAreAskedFirst() {
    ProviderChoice providers =
        new ProviderChoice(
            new ProviderSources(
                List.of(),
                () -> {
                  throw new AssertionError("there was no gap to fill");
                },
                FasterProvider.none()));

    assertThat(providers.find(JcaService.CIPHER, "AES/GCM/NoPadding")).isPresent();
    assertThat(providers.find(JcaService.DIGEST, "SHA-256")).isPresent();
  }

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void hashesAreThoseOfTheirNames(HashAlgorithm algorithm) throws Exception {
    byte[] data = "abcdef".getBytes(StandardCharsets.US_ASCII);
    Hash hash = crypto.hash(algorithm);
    hash.update(data, 0, 3);
    Hash fork = hash.copy();
    hash.update(data, 3, 3);

    MessageDigest reference = MessageDigest.getInstance(algorithm.jcaName());
    reference.update(data, 0, 3);
    assertThat(fork.digest()).isEqualTo(reference.digest()).hasSize(algorithm.length());
    assertThat(hash.digest()).isEqualTo(reference.digest(data));
    assertThat(hash.digest()).isEqualTo(reference.digest());
    assertThat(hash.length()).isEqualTo(algorithm.length());
  }

  // RFC 4231 4.3
  @Test
  void hmacMatchesItsKnownAnswer() {
    Secret key = Secret.take("Jefe".getBytes(StandardCharsets.US_ASCII));
    Hmac hmac = crypto.hmac(HashAlgorithm.SHA_256, key);
    key.destroy();
    byte[] first = "what do ya want ".getBytes(StandardCharsets.US_ASCII);
    byte[] second = "for nothing?".getBytes(StandardCharsets.US_ASCII);
    String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    assertThat(HexFormat.of().formatHex(hmac.mac(first, second))).isEqualTo(expected);
    assertThat(HexFormat.of().formatHex(hmac.mac(first, second))).isEqualTo(expected);
  }

  @Test
  void randomnessIsThatOfTheGivenSource() {
    SecureRandom source =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 42);
          }
        };
    CryptoProvider fixed = JcaCryptoProvider.create(source);
    byte[] bytes = new byte[4];
    fixed.randomBytes(bytes);

    assertThat(bytes).containsOnly(42);
    assertThat(fixed.random()).isSameAs(source);
    assertThat(fixed.keyExchange(NamedGroup.X25519).generate().publicValue())
        .isEqualTo(fixed.keyExchange(NamedGroup.X25519).generate().publicValue());
    assertThat(fixed.keyExchange(NamedGroup.MLKEM768).generate().publicValue())
        .isEqualTo(fixed.keyExchange(NamedGroup.MLKEM768).generate().publicValue());
  }
}
