// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.SideKeys;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.RsaPublic;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What SSLv3 could export: it stays in SSLv3, and its keys are those of the specification. */
class ExportSuiteTest {
  private static final TemporaryRsa RSA = new TemporaryRsa(OldPair.CRYPTO, ProtocolVersion.SSL_3_0);

  @ParameterizedTest
  @EnumSource
  void anExportSuiteConnectsInAllWays(Conduct how) throws SslException {
    UnaryOperator<SslContext.Builder> named = b -> b.cipherList("EXP-RC4-MD5");
    try (Pair pair =
        new OldPair(ProtocolVersion.SSL_3_0, how).of(OldPair.RSA, named, named).connect()) {
      OldPair.exchange(pair, 1000);
      pair.shutDown();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_RSA_EXPORT_WITH_RC4_40_MD5, 19721dd18ac7c76c9551a0dde7caa180, ''",
    "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5, 19721dd18ac7c76c9551a0dde7caa180, ec4783f85caae054",
    "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA, 19721dd18ac7c76c, ec4783f85caae054"
  })
  void theKeysAreThoseOfTheSpecification(String suite, String key, String iv) {
    SuiteParameters parameters = suite(suite);
    SideKeys cut =
        new SideKeys(Secret.zeros(16), Secret.take(new byte[] {1, 2, 3, 4, 5}), Bytes.EMPTY);

    SideKeys keys = ExportKeys.of(OldPair.CRYPTO, parameters, cut, filled(0xAA), filled(0xBB));

    assertThat(keys.key().expose(Bytes::of).hex()).isEqualTo(key);
    assertThat(keys.iv().hex()).isEqualTo(iv);
  }

  static List<CipherSuite> broken() {
    return CipherSuite.outlawed().stream().filter(suite -> !suite.isSsl2()).toList();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void noNewerVersionHasThem(CipherSuite suite) {
    SuiteParameters parameters = SuiteParameters.of(suite).orElseThrow();

    assertThat(parameters.mayServe(ProtocolVersion.SSL_3_0)).isTrue();
    for (ProtocolVersion version :
        List.of(
            ProtocolVersion.SSL_2,
            ProtocolVersion.TLS_1_0,
            ProtocolVersion.TLS_1_1,
            ProtocolVersion.TLS_1_2,
            ProtocolVersion.TLS_1_3)) {
      assertThat(parameters.mayServe(version)).isFalse();
    }
  }

  @Test
  void whereTheyAreNamedBesideOthersNewerVersionsHaveTheOthers() throws SslException {
    UnaryOperator<SslContext.Builder> both =
        b ->
            b.cipherList("EXP-RC4-MD5:AES128-SHA")
                .minVersion(ProtocolVersion.SSL_3_0)
                .maxVersion(ProtocolVersion.TLS_1_1);
    try (Pair pair =
        new OldPair(ProtocolVersion.SSL_3_0, Conduct.PLAIN).of(OldPair.RSA, both, both).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_1);
      assertThat(pair.client().cipherSuite().orElseThrow().openSslName()).isEqualTo("AES128-SHA");
    }
  }

  @Test
  void aTemporaryKeyIsMadeForEachHandshake() throws TlsException {
    KeyShare one = RSA.generate();
    KeyShare other = RSA.generate();
    Encapsulation answer = RSA.encapsulate(one.publicValue());

    assertThat(one.publicValue()).isNotEqualTo(other.publicValue());
    assertThat(one.decapsulate(answer.publicValue()).equalTo(answer.secret())).isTrue();
    assertThat(other.decapsulate(answer.publicValue()).equalTo(answer.secret())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 511", "1, 513", "1, 1024", "1, 2048", "1, 8"})
  void aTemporaryKeyOfAnotherSizeIsRefused(int exponent, int bits) {
    byte[] modulus = new byte[(bits + 7) / 8];
    modulus[0] = (byte) (1 << (bits - 1) % 8);
    ByteWriter key = new ByteWriter();
    new RsaPublic(Bytes.of(modulus), Bytes.of((byte) exponent)).encode(key);

    assertThatThrownBy(() -> RSA.encapsulate(key.toBytes()))
        .isInstanceOfSatisfying(
            TlsException.class, e -> assertThat(e.reason()).isEqualTo(SslReason.BAD_DATA));
  }

  private static SuiteParameters suite(String name) {
    return CipherSuite.named(name).flatMap(SuiteParameters::of).orElseThrow();
  }

  private static Bytes filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }
}
