// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static dev.jessel.crypto.jca.KeyExchangeTest.assertIllegal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.KeyExchange;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPrivateKeySpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcGroupTest {
  static Stream<NamedGroup> curves() {
    return Stream.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);
  }

  // RFC 5903 8.1: the private keys and the shared x-coordinate of the 256-bit group
  @Test
  void p256MatchesItsKnownAnswer() throws Exception {
    EcGroup p256 = EcGroup.of(NistCurve.P_256, new ProviderChoice(ProviderSources.installed()));
    PrivateKey initiator =
        privateKey("C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433");
    Bytes responder =
        Bytes.ofHex(
            "04D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63"
                + "56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB");

    assertThat(Bytes.of(p256.agree(initiator, p256.decode(responder.toArray()))))
        .isEqualTo(Bytes.ofHex("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE"));
    assertThat(p256.encode(p256.decode(responder.toArray()))).isEqualTo(responder.toArray());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void aPointOffTheCurveIsRefused(NamedGroup group) {
    byte[] value = share(group);
    value[value.length - 1] ^= 1;

    assertRefused(group, value);
  }

  @ParameterizedTest
  @MethodSource("curves")
  void onlyTheUncompressedFormIsTaken(NamedGroup group) {
    for (int form : new int[] {0, 2, 3, 5, 6, 7}) {
      byte[] value = share(group);
      value[0] = (byte) form;
      assertRefused(group, value);
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void thePointAtInfinityIsRefused(NamedGroup group) {
    assertRefused(group, new byte[1]);
    byte[] padded = new byte[share(group).length];
    assertRefused(group, padded);
    padded[0] = 4;
    assertRefused(group, padded);
  }

  @Test
  void aCoordinateBeyondThePrimeIsRefusedEvenIfItIsRightModuloThePrime() throws Exception {
    // On P-521 there is room for x + p in the bytes of a coordinate.
    BigInteger prime = ((ECFieldFp) NistCurve.P_521.parameters().getCurve().getField()).getP();
    byte[] value = share(NamedGroup.SECP521R1);
    BigInteger x = new BigInteger(1, value, 1, 66).add(prime);
    for (int i = 1; i <= 66; i++) {
      value[i] = 0;
    }
    FixedLength.putBigEndian(x, value, 1, 66);

    assertRefused(NamedGroup.SECP521R1, value);
  }

  @Test
  void aPointOfAnotherCurveIsRefused() {
    byte[] p384 = share(NamedGroup.SECP384R1);

    assertRefused(NamedGroup.SECP256R1, p384);
  }

  private static PrivateKey privateKey(String hex) throws Exception {
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(new BigInteger(hex, 16), NistCurve.P_256.parameters()));
  }

  private static byte[] share(NamedGroup group) {
    return exchange(group).generate().publicValue().toArray();
  }

  private static void assertRefused(NamedGroup group, byte[] value) {
    assertIllegal(() -> exchange(group).encapsulate(Bytes.of(value)));
    assertIllegal(() -> exchange(group).generate().decapsulate(Bytes.of(value)));
  }

  private static KeyExchange exchange(NamedGroup group) {
    return JcaCryptoProvider.create().keyExchange(group);
  }
}
