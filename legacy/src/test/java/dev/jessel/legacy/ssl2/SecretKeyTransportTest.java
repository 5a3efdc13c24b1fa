// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What DROWN asks, and gets no answer to. */
class SecretKeyTransportTest {
  private static final RSAPublicKey KEY = (RSAPublicKey) Ssl2Ends.SERVER.publicKey();
  private static final int MODULUS = KEY.getModulus().bitLength() / 8;
  private static final byte[] SECRET = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  private static final SecretKeyTransport OLD_ALONE =
      new SecretKeyTransport(Ssl2Ends.CRYPTO, false);
  private static final SecretKeyTransport KNOWS_TLS = new SecretKeyTransport(Ssl2Ends.CRYPTO, true);

  @Test
  void whatIsEncryptedIsDecrypted() throws TlsException {
    assertThat(decrypt(OLD_ALONE, OLD_ALONE.encrypt(KEY, SECRET), 16)).isEqualTo(SECRET);
    assertThat(decrypt(KNOWS_TLS, OLD_ALONE.encrypt(KEY, SECRET), 16)).isEqualTo(SECRET);
    assertThat(decrypt(OLD_ALONE, KNOWS_TLS.encrypt(KEY, SECRET), 16)).isEqualTo(SECRET);
    byte[] five = Arrays.copyOf(SECRET, 5);
    assertThat(decrypt(OLD_ALONE, OLD_ALONE.encrypt(KEY, five), 5)).isEqualTo(five);
  }

  @Test
  void aClientThatCouldSpeakTlsGetsAnotherKeyFromAServerThatCould() throws TlsException {
    assertThat(decrypt(KNOWS_TLS, KNOWS_TLS.encrypt(KEY, SECRET), 16)).isNotEqualTo(SECRET);
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        bent("no zero in front", block -> block[0] = 1),
        bent("block type 1", block -> block[1] = 1),
        bent("a zero in the padding", block -> block[40] = 0),
        bent("a zero right behind the type", block -> block[2] = 0),
        bent("no zero before the secret", block -> block[MODULUS - 17] = 7),
        bent("a secret that is one byte longer", block -> block[MODULUS - 18] = 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aMalformedBlockGivesAKeyThatIsAlwaysTheSame(String name, Consumer<byte[]> bend)
      throws TlsException {
    byte[] block = new EncryptionBlock(MODULUS).pad(SECRET, Ssl2Ends.CRYPTO.random(), false);
    bend.accept(block);
    Bytes encrypted = encrypted(block);

    byte[] key = decrypt(OLD_ALONE, encrypted, 16);

    assertThat(key).hasSize(16).isNotEqualTo(SECRET);
    assertThat(decrypt(OLD_ALONE, encrypted, 16)).isEqualTo(key);
  }

  @Test
  void aSecretOfAnotherLengthGivesAMadeUpKey() throws TlsException {
    Bytes encrypted = OLD_ALONE.encrypt(KEY, SECRET);

    assertThat(decrypt(OLD_ALONE, encrypted, 8))
        .hasSize(8)
        .isNotEqualTo(Arrays.copyOfRange(SECRET, 8, 16));
  }

  @Test
  void whatIsNoCiphertextAtAllGivesAMadeUpKey() throws TlsException {
    Bytes none = Bytes.EMPTY;
    Bytes tooLong = Bytes.of(new byte[MODULUS + 1]);
    byte[] ones = new byte[MODULUS];
    Arrays.fill(ones, (byte) 0xFF);

    assertThat(decrypt(OLD_ALONE, none, 16)).hasSize(16);
    assertThat(decrypt(OLD_ALONE, tooLong, 16)).hasSize(16);
    assertThat(decrypt(OLD_ALONE, Bytes.of(ones), 16))
        .hasSize(16)
        .isEqualTo(decrypt(OLD_ALONE, Bytes.of(ones), 16))
        .isNotEqualTo(decrypt(OLD_ALONE, none, 16));
  }

  @Test
  void madeUpKeysOfTwoLengthsHaveNothingInCommon() throws TlsException {
    Bytes malformed = encrypted(new byte[MODULUS]);

    byte[] exported = decrypt(OLD_ALONE, malformed, 5);

    assertThat(Arrays.copyOf(decrypt(OLD_ALONE, malformed, 8), 5)).isNotEqualTo(exported);
  }

  @Test
  void theSameNumberInFewerBytesIsNoCiphertext() throws TlsException {
    Bytes full = OLD_ALONE.encrypt(KEY, SECRET);
    while (full.at(0) != 0) {
      full = OLD_ALONE.encrypt(KEY, SECRET);
    }
    Bytes shorter = full.slice(1, MODULUS - 1);

    assertThat(decrypt(OLD_ALONE, full, 16)).isEqualTo(SECRET);
    assertThat(decrypt(OLD_ALONE, shorter, 16)).hasSize(16).isNotEqualTo(SECRET);
  }

  @Test
  void aKeyThatIsTooSmallIsRefused() {
    assertThatThrownBy(() -> new EncryptionBlock(26).pad(SECRET, Ssl2Ends.CRYPTO.random(), false))
        .isInstanceOfSatisfying(
            TlsException.class, e -> assertThat(e.reason()).isEqualTo(SslReason.EE_KEY_TOO_SMALL));
  }

  private static byte[] decrypt(SecretKeyTransport by, Bytes encrypted, int length)
      throws TlsException {
    Secret secret = by.decrypt(Ssl2Ends.SERVER, encrypted, length);
    return secret.expose(byte[]::clone);
  }

  private static Bytes encrypted(byte[] block) {
    byte[] number =
        new BigInteger(1, block).modPow(KEY.getPublicExponent(), KEY.getModulus()).toByteArray();
    byte[] sized = new byte[MODULUS];
    int length = Math.min(number.length, MODULUS);
    System.arraycopy(number, number.length - length, sized, MODULUS - length, length);
    return Bytes.of(sized);
  }

  private static Arguments bent(String name, Consumer<byte[]> bend) {
    return Arguments.of(name, bend);
  }
}
