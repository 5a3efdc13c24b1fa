// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.RsaKeyTransport;
import dev.jessel.crypto.Secret;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaKeyTransportTest {
  private static final KeyPair KEYS = TestKeys.rsa(1024);
  private static final int MODULUS = 128;
  private static final int SECRET_AT = MODULUS - RsaKeyTransport.PREMASTER_LENGTH;

  private final RsaKeyTransport transport = JcaCryptoProvider.create().rsaKeyTransport();

  @Test
  void aSecretArrives() throws Exception {
    Encapsulation sent = transport.encrypt(KEYS.getPublic(), ProtocolVersion.TLS_1_2);

    Secret received = decrypt(sent.publicValue());

    assertThat(received.equalTo(sent.secret())).isTrue();
    assertThat(hex(received)).hasSize(96).startsWith("0303");
    assertThat(sent.publicValue().length()).isEqualTo(MODULUS);
  }

  @Test
  void theVersionIsTheOneThatWasOffered() throws Exception {
    Encapsulation sent = transport.encrypt(KEYS.getPublic(), ProtocolVersion.TLS_1_0);

    assertThat(hex(sent.secret())).startsWith("0301");
    assertThat(
            transport
                .decrypt(KEYS.getPrivate(), sent.publicValue(), ProtocolVersion.TLS_1_0)
                .equalTo(sent.secret()))
        .isTrue();
    assertThat(decrypt(sent.publicValue()).equalTo(sent.secret())).isFalse();
  }

  @Test
  void aSoundBlockGivesItsSecret() throws Exception {
    assertThat(hex(decrypt(encrypted(block -> {})))).isEqualTo("0303" + "cd".repeat(46));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("first byte not 0", block -> block[0] = 1),
        fault("block type 1", block -> block[1] = 1),
        fault("block type 0", block -> block[1] = 0),
        fault("first byte of padding 0", block -> block[2] = 0),
        fault("zero within the least padding", block -> block[9] = 0),
        fault("last byte of padding 0: a secret too long", block -> block[SECRET_AT - 2] = 0),
        fault("no zero behind the padding", block -> block[SECRET_AT - 1] = 7),
        fault(
            "a secret too short",
            block -> {
              block[SECRET_AT - 1] = 7;
              block[SECRET_AT] = 0;
            }),
        fault("major version", block -> block[SECRET_AT] = 2),
        fault("minor version", block -> block[SECRET_AT + 1] = 2),
        fault("version with the sign bit", block -> block[SECRET_AT + 1] = (byte) 0x83),
        fault("all zeros but the end", block -> Arrays.fill(block, 0, MODULUS - 1, (byte) 0)));
  }

  private static Arguments fault(String name, Consumer<byte[]> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultyBlockGivesRandomBytesEachTime(String name, Consumer<byte[]> change) throws Exception {
    assertThatItGivesRandomBytes(KEYS.getPrivate(), encrypted(change));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 129, 300})
  void aMessageOfTheWrongSizeGivesRandomBytes(int length) throws Exception {
    byte[] message = new byte[length];
    Arrays.fill(message, (byte) 1);

    assertThatItGivesRandomBytes(KEYS.getPrivate(), Bytes.of(message));
  }

  @Test
  void aMessageBeyondTheModulusGivesRandomBytes() throws Exception {
    byte[] message = new byte[MODULUS];
    Arrays.fill(message, (byte) 0xff);

    assertThatItGivesRandomBytes(KEYS.getPrivate(), Bytes.of(message));
  }

  @Test
  void aKeyTooSmallForThePaddingGivesRandomBytes() throws Exception {
    byte[] message = new byte[64];
    message[63] = 1;

    assertThatItGivesRandomBytes(TestKeys.rsa(512).getPrivate(), Bytes.of(message));
  }

  @Test
  void whatATokenUnpaddedIsTakenWhenSizeAndVersionAreRight() {
    byte[] random = new byte[48];
    byte[] good = HexFormat.of().parseHex("0303" + "cd".repeat(46));
    byte[] tooLong = Arrays.copyOf(good, 49);
    byte[] tooShort = Arrays.copyOf(good, 47);
    byte[] wrongVersion = HexFormat.of().parseHex("0302" + "cd".repeat(46));

    assertThat(hex(taken(random.clone(), good.clone()))).isEqualTo("0303" + "cd".repeat(46));
    assertThat(hex(taken(random.clone(), tooLong))).isEqualTo("00".repeat(48));
    assertThat(hex(taken(random.clone(), tooShort))).isEqualTo("00".repeat(48));
    assertThat(hex(taken(random.clone(), wrongVersion))).isEqualTo("00".repeat(48));
  }

  @Test
  void leadingZerosThatAProviderDropsAreSetAgain() {
    byte[] dropped = new byte[MODULUS - 1];
    Arrays.fill(dropped, (byte) 0x55);
    dropped[0] = 2;
    dropped[SECRET_AT - 2] = 0;
    dropped[SECRET_AT - 1] = 3;
    dropped[SECRET_AT] = 3;

    Secret secret =
        new PremasterBlock(new byte[48], ProtocolVersion.TLS_1_2).unpad(dropped, MODULUS);

    assertThat(hex(secret)).isEqualTo("0303" + "55".repeat(46));
  }

  @Test
  void aTokenThatOnlyUnpadsItselfServesToo() throws Exception {
    Provider token = new PaddedOnlyToken();
    PrivateKey key = new PaddedOnlyToken.TokenKey(KEYS.getPrivate());
    Encapsulation sent = transport.encrypt(KEYS.getPublic(), ProtocolVersion.TLS_1_2);
    Security.addProvider(token);
    try {
      Secret received = transport.decrypt(key, sent.publicValue(), ProtocolVersion.TLS_1_2);

      assertThat(received.equalTo(sent.secret())).isTrue();
      assertThatItGivesRandomBytes(key, encrypted(block -> block[1] = 1));
      assertThatItGivesRandomBytes(key, encrypted(block -> block[SECRET_AT + 1] = 2));
      assertThatItGivesRandomBytes(key, Bytes.of(new byte[3]));
    } finally {
      Security.removeProvider(token.getName());
    }
  }

  @Test
  void aKeyThatIsOfNoUseIsOurOwnFault() {
    Bytes message = Bytes.of(new byte[MODULUS]);

    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(
            () ->
                transport.decrypt(
                    TestKeys.ec("secp256r1").getPrivate(), message, ProtocolVersion.TLS_1_2));
    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(
            () -> transport.decrypt(TestKeys.opaque("RSA"), message, ProtocolVersion.TLS_1_2));
  }

  @Test
  void aCertificateWithAnotherKeyIsThePeersFault() {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(
            () -> transport.encrypt(TestKeys.ec("secp256r1").getPublic(), ProtocolVersion.TLS_1_2))
        .satisfies(e -> assertThat(e.alert()).contains(AlertDescription.ILLEGAL_PARAMETER));
  }

  private void assertThatItGivesRandomBytes(PrivateKey key, Bytes message) throws Exception {
    Secret one = transport.decrypt(key, message, ProtocolVersion.TLS_1_2);
    Secret two = transport.decrypt(key, message, ProtocolVersion.TLS_1_2);

    assertThat(one.length()).isEqualTo(RsaKeyTransport.PREMASTER_LENGTH);
    assertThat(one.equalTo(two)).isFalse();
    assertThat(hex(one)).doesNotContain("cdcdcdcdcdcdcdcd");
  }

  private Secret decrypt(Bytes message) throws InvalidKeyException {
    return transport.decrypt(KEYS.getPrivate(), message, ProtocolVersion.TLS_1_2);
  }

  private static Secret taken(byte[] random, byte[] message) {
    return new PremasterBlock(random, ProtocolVersion.TLS_1_2).take(message);
  }

  /** A padded block with a change, encrypted without more padding. */
  private static Bytes encrypted(Consumer<byte[]> change) {
    byte[] block = new byte[MODULUS];
    Arrays.fill(block, (byte) 0x55);
    block[0] = 0;
    block[1] = 2;
    block[SECRET_AT - 1] = 0;
    Arrays.fill(block, SECRET_AT, MODULUS, (byte) 0xcd);
    block[SECRET_AT] = 3;
    block[SECRET_AT + 1] = 3;
    change.accept(block);
    RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
    BigInteger message = new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus());
    return Bytes.of(FixedLength.bigEndian(message, MODULUS));
  }

  private static String hex(Secret secret) {
    return secret.expose(HexFormat.of()::formatHex);
  }
}
