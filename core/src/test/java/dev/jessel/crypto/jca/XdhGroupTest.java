// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static dev.jessel.crypto.jca.KeyExchangeTest.assertIllegal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XdhGroupTest {
  // RFC 8448 section 3
  private static final String CLIENT_PRIVATE =
      "49af42ba7f7994852d713ef2784bcbcaa7911de26adc5642cb634540e7ea5005";
  private static final String CLIENT_PUBLIC =
      "99381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c";
  private static final String SERVER_PRIVATE =
      "b1580eeadf6dd589b8ef4f2d5652578cc810e9980191ec8d058308cea216a21e";
  private static final String SERVER_PUBLIC =
      "c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f";
  private static final String SHARED =
      "8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d";

  private final XdhGroup x25519 = XdhGroup.x25519(new ProviderChoice(ProviderSources.installed()));
  private final XdhGroup x448 = XdhGroup.x448(new ProviderChoice(ProviderSources.installed()));
  private final KeyExchange exchange = JcaCryptoProvider.create().keyExchange(NamedGroup.X25519);
  private final KeyExchange jdk = JcaCryptoProvider.ofInstalled().keyExchange(NamedGroup.X25519);

  @Test
  void bothSidesOfTheTraceAgree() throws Exception {
    assertThat(agree(CLIENT_PRIVATE, SERVER_PUBLIC)).isEqualTo(SHARED);
    assertThat(agree(SERVER_PRIVATE, CLIENT_PUBLIC)).isEqualTo(SHARED);
  }

  @Test
  void theTopBitOfAnX25519ValueIsIgnored() throws Exception {
    byte[] value = HexFormat.of().parseHex(SERVER_PUBLIC);
    value[31] |= (byte) 0x80;

    assertThat(agree(CLIENT_PRIVATE, HexFormat.of().formatHex(value))).isEqualTo(SHARED);
  }

  @Test
  void aValueBeyondThePrimeIsTakenModuloThePrime() throws Exception {
    BigInteger prime = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    byte[] nine = littleEndian(BigInteger.valueOf(9), 32);
    byte[] nineBeyond = littleEndian(BigInteger.valueOf(9).add(prime), 32);

    assertThat(agree(CLIENT_PRIVATE, HexFormat.of().formatHex(nineBeyond)))
        .isEqualTo(agree(CLIENT_PRIVATE, HexFormat.of().formatHex(nine)))
        .isEqualTo(CLIENT_PUBLIC);
  }

  @Test
  void aValueIsWhatTheEncodingOfTheKeyEndsWith() throws Exception {
    PublicKey key = x25519.newKeyPair(new SecureRandom()).getPublic();
    String value = HexFormat.of().formatHex(x25519.encode(key));

    assertThat(HexFormat.of().formatHex(key.getEncoded())).endsWith(value);
    assertThat(x25519.decode(HexFormat.of().parseHex(value))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 0x10000})
  void aSmallValueKeepsItsLength(int number) throws Exception {
    byte[] value = littleEndian(BigInteger.valueOf(number), 32);

    assertThat(x25519.encode(x25519.decode(value))).isEqualTo(value);
  }

  // The points of small order on Curve25519, as they can be encoded: 0, 1, the two of order 8, p-1,
  // p and p+1
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        // as above, with the bit that is ignored
        "0000000000000000000000000000000000000000000000000000000000000080",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void aPointOfSmallOrderIsRefusedOnBothSides(String point) {
    for (KeyExchange each : List.of(exchange, jdk)) {
      KeyShare share = each.generate();

      assertIllegal(() -> each.encapsulate(Bytes.ofHex(point)));
      assertIllegal(() -> share.decapsulate(Bytes.ofHex(point)));
    }
  }

  @Test
  void anX448PointOfSmallOrderIsRefused() {
    BigInteger prime =
        BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE);
    for (KeyExchange each :
        List.of(
            JcaCryptoProvider.create().keyExchange(NamedGroup.X448),
            JcaCryptoProvider.ofInstalled().keyExchange(NamedGroup.X448))) {
      for (BigInteger u :
          List.of(BigInteger.ZERO, BigInteger.ONE, prime.subtract(BigInteger.ONE), prime)) {
        assertIllegal(() -> each.encapsulate(Bytes.of(littleEndian(u, 56))));
      }
    }
  }

  @Test
  void theTopBitOfAnX448ValueCounts() throws Exception {
    byte[] value = littleEndian(BigInteger.TWO.pow(447).add(BigInteger.valueOf(5)), 56);

    assertThat(x448.encode(x448.decode(value))).isEqualTo(value);
    assertThat(x448.encode(x448.decode(littleEndian(BigInteger.valueOf(5), 56))))
        .isEqualTo(littleEndian(BigInteger.valueOf(5), 56));
  }

  @Test
  void theNumberOfAForeignKeyIsNotTrustedButItsEncoding() throws Exception {
    PublicKey key = x25519.newKeyPair(new SecureRandom()).getPublic();

    assertThat(x25519.encode(new Foreign(key))).isEqualTo(x25519.encode(key));
  }

  /** A key of a provider that turns the number round. */
  private record Foreign(PublicKey honest) implements XECPublicKey {
    @Override
    public BigInteger getU() {
      return new BigInteger(1, honest.getEncoded());
    }

    @Override
    public AlgorithmParameterSpec getParams() {
      return NamedParameterSpec.X25519;
    }

    @Override
    public String getAlgorithm() {
      return honest.getAlgorithm();
    }

    @Override
    public String getFormat() {
      return honest.getFormat();
    }

    @Override
    public byte[] getEncoded() {
      return honest.getEncoded();
    }
  }

  private String agree(String own, String peer) throws Exception {
    PrivateKey key =
        KeyFactory.getInstance("X25519")
            .generatePrivate(
                new XECPrivateKeySpec(NamedParameterSpec.X25519, HexFormat.of().parseHex(own)));
    byte[] secret = x25519.agree(key, x25519.decode(HexFormat.of().parseHex(peer)));
    return HexFormat.of().formatHex(secret);
  }

  private static byte[] littleEndian(BigInteger value, int length) {
    byte[] bytes = FixedLength.bigEndian(value, length);
    for (int i = 0; i < length / 2; i++) {
      byte first = bytes[i];
      bytes[i] = bytes[length - 1 - i];
      bytes[length - 1 - i] = first;
    }
    return bytes;
  }
}
