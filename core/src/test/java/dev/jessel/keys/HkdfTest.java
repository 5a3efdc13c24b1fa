// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HkdfTest {
  private final Hkdf hkdf = new Hkdf(JcaCryptoProvider.create(), HashAlgorithm.SHA_256);

  // RFC 5869 A.1
  @Test
  void extractsAndExpandsAsInTheBasicVector() {
    Secret key = hkdf.extract(secret("000102030405060708090a0b0c"), secret("0b".repeat(22)));
    assertThat(hex(key))
        .isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");

    assertThat(hex(hkdf.expand(key, bytes("f0f1f2f3f4f5f6f7f8f9"), 42)))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  // RFC 5869 A.3
  @Test
  void takesAnEmptySaltAndAnEmptyInfo() {
    Secret key = hkdf.extract(secret(""), secret("0b".repeat(22)));
    assertThat(hex(key))
        .isEqualTo("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04");

    assertThat(hex(hkdf.expand(key, new byte[0], 42)))
        .isEqualTo(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  }

  // The value is that of OpenSSL 3.0: openssl kdf ... TLS13-KDF, over a secret of RFC 8448 section
  // 3
  @Test
  void updatesATrafficSecret() {
    Secret first = Rfc8448.simple().secret("clientApplicationTraffic");

    assertThat(hex(hkdf.nextTraffic(first)))
        .isEqualTo("fcdfcc72725aaee48bf64e4fd8b749cdbdbab39d90da0b26e2245ca6ea167207");
    assertThat(first.isDestroyed()).isFalse();
  }

  @Test
  void aSecretThatHasBeenDestroyedGivesNothingMore() {
    Secret key = Secret.zeros(32);
    byte[] info = new byte[0];
    assertThat(hkdf.expand(key, info, 32).equalTo(hkdf.expand(key, info, 32))).isTrue();

    key.destroy();

    assertThatIllegalStateException().isThrownBy(() -> hkdf.expand(key, info, 32));
  }

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void knowsTheHashOfNothing(HashAlgorithm hash) {
    CryptoProvider crypto = JcaCryptoProvider.create();

    assertThat(new Hkdf(crypto, hash).emptyHash()).isEqualTo(crypto.hash(hash).digest());
  }

  @Test
  void givesNoMoreThan255Blocks() {
    Secret key = Secret.zeros(32);

    assertThat(hkdf.expand(key, new byte[0], 255 * 32).length()).isEqualTo(255 * 32);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hkdf.expand(key, new byte[0], 255 * 32 + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> hkdf.expand(key, new byte[0], -1));
  }

  @Test
  void stepsUnderSeveralSecretsDoNotMix() {
    Secret one = secret("01".repeat(32));
    Secret other = secret("02".repeat(32));
    String ofOne = hex(fresh().expandLabel(one, "key", new byte[0], 16));
    String ofOther = hex(fresh().expandLabel(other, "key", new byte[0], 16));
    String extracted = hex(fresh().extract(one, other));

    assertThat(hex(hkdf.expandLabel(one, "key", new byte[0], 16))).isEqualTo(ofOne);
    assertThat(hex(hkdf.expandLabel(other, "key", new byte[0], 16))).isEqualTo(ofOther);
    assertThat(hex(hkdf.extract(one, other))).isEqualTo(extracted);
    assertThat(hex(hkdf.expandLabel(one, "key", new byte[0], 16))).isEqualTo(ofOne);
    one.destroy();
    assertThat(hex(hkdf.expandLabel(other, "key", new byte[0], 16))).isEqualTo(ofOther);
    assertThatIllegalStateException()
        .isThrownBy(() -> hkdf.expandLabel(one, "key", new byte[0], 16));
  }

  @Test
  void aShortLabelBehindALongOneIsTheSameAsAlone() {
    Secret key = secret("03".repeat(32));
    hkdf.expandLabel(key, "x".repeat(249), new byte[255], 100);

    for (int length : new int[] {0, 1, 40, 95, 96, 97, 255}) {
      byte[] context = new byte[length];
      assertThat(hex(hkdf.expandLabel(key, "key", context, 16)))
          .isEqualTo(hex(fresh().expandLabel(key, "key", context, 16)));
    }
  }

  // RFC 9846 7.1: the structure itself, with RFC 5869 2.3 behind it
  @Test
  void theLongestLabelIsExpandedInSeveralBlocks() {
    Secret key = secret("04".repeat(32));
    byte[] context = new byte[255];
    byte[] info = new byte[2 + 1 + 255 + 1 + 255];
    info[1] = 100;
    info[2] = (byte) 255;
    System.arraycopy(("tls13 " + "x".repeat(249)).getBytes(US_ASCII), 0, info, 3, 255);
    info[258] = (byte) 255;

    assertThat(hex(hkdf.expandLabel(key, "x".repeat(249), context, 100)))
        .isEqualTo(hex(fresh().expand(key, info, 100)));
  }

  @Test
  void refusesALabelThatIsNotAscii() {
    Secret key = Secret.zeros(32);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> hkdf.expandLabel(key, "k\u0141y", new byte[0], 16));
  }

  private static Hkdf fresh() {
    return new Hkdf(JcaCryptoProvider.create(), HashAlgorithm.SHA_256);
  }

  @Test
  void refusesALabelThatItsLengthByteCannotHold() {
    Secret key = Secret.zeros(32);

    assertThat(hkdf.expandLabel(key, "x".repeat(249), new byte[255], 1).length()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hkdf.expandLabel(key, "x".repeat(250), new byte[0], 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hkdf.expandLabel(key, "x", new byte[256], 1));
  }

  private static Secret secret(String hex) {
    return Secret.take(bytes(hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(Secret secret) {
    return secret.expose(HexFormat.of()::formatHex);
  }
}
