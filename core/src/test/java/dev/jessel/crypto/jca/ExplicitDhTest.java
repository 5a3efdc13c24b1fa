// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplicitDhTest {
  /** A safe prime that is in no list of ours: RFC 2409's second group. */
  private static final BigInteger OAKLEY = DHStandardGroups.rfc2409_1024.getP();

  private final CryptoProvider crypto = JcaCryptoProvider.create();

  @Test
  void bothSidesOfAGroupWithoutNameAgree() throws TlsException {
    KeyExchange exchange = crypto.keyExchange(DhParameters.of(OAKLEY, BigInteger.TWO));

    KeyShare share = exchange.generate();
    Encapsulation answer = exchange.encapsulate(share.publicValue());

    assertThat(share.publicValue().length()).isEqualTo(128);
    assertThat(share.decapsulate(answer.publicValue()).equalTo(answer.secret())).isTrue();
    assertThat(answer.secret().length()).isLessThanOrEqualTo(128);
    assertThat(exchange.group()).isEqualTo(new NamedGroup(0));
  }

  @Test
  void theGroupsOfRfc7919AreRecognised() throws TlsException {
    DhParameters parameters = crypto.dhParameters(NamedGroup.FFDHE2048).orElseThrow();

    KeyExchange exchange = crypto.keyExchange(parameters);

    assertThat(parameters.bits()).isEqualTo(2048);
    assertThat(exchange.group()).isEqualTo(NamedGroup.FFDHE2048);
    Bytes own = exchange.generate().publicValue();
    assertThat(crypto.keyExchange(NamedGroup.FFDHE2048).encapsulate(own)).isNotNull();
    assertThat(crypto.dhParameters(NamedGroup.X25519)).isEmpty();
  }

  @Test
  void leadingZerosInNumbersDoNotCount() throws TlsException {
    DhParameters bare = crypto.dhParameters(NamedGroup.FFDHE2048).orElseThrow();
    Bytes zero = Bytes.of((byte) 0);

    KeyExchange exchange =
        crypto.keyExchange(new DhParameters(zero.plus(bare.prime()), zero.plus(bare.generator())));

    assertThat(exchange.group()).isEqualTo(NamedGroup.FFDHE2048);
  }

  @Test
  void aShortValueIsTakenAsTheNumberThatItIs() throws TlsException {
    KeyExchange exchange = crypto.keyExchange(DhParameters.of(OAKLEY, BigInteger.TWO));
    KeyShare share = exchange.generate();

    assertThat(
            share
                .decapsulate(Bytes.of((byte) 2))
                .equalTo(share.decapsulate(Bytes.of((byte) 0, (byte) 2))))
        .isTrue();
  }

  @Test
  void theSecretLosesItsLeadingZeros() throws TlsException {
    KeyExchange exchange = crypto.keyExchange(DhParameters.of(OAKLEY, BigInteger.TWO));
    int shorter = 0;

    // One value in 256 starts with a zero byte. 2^x, the secret for 2, is the value itself.
    for (int i = 0; i < 10_000 && shorter == 0; i++) {
      KeyShare share = exchange.generate();
      if (share.publicValue().at(0) == 0) {
        shorter = share.decapsulate(Bytes.of((byte) 2)).length();
      }
    }

    assertThat(shorter).isBetween(100, 127);
  }

  static Stream<BigInteger> valuesOutOfRange() {
    return Stream.of(
        BigInteger.ZERO,
        BigInteger.ONE,
        OAKLEY.subtract(BigInteger.ONE),
        OAKLEY,
        OAKLEY.add(BigInteger.TWO),
        BigInteger.ONE.shiftLeft(10_008));
  }

  @ParameterizedTest
  @MethodSource("valuesOutOfRange")
  void valuesOutOfRangeAreRefused(BigInteger y) throws TlsException {
    KeyExchange exchange = crypto.keyExchange(DhParameters.of(OAKLEY, BigInteger.TWO));
    Bytes value = Bytes.of(y.toByteArray());

    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange.encapsulate(value));
    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange.generate().decapsulate(value));
    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange.encapsulate(Bytes.EMPTY));
  }

  @Test
  void primesOfOtherSizesAreRefused() {
    BigInteger tooLarge = BigInteger.ONE.shiftLeft(10_000).add(BigInteger.ONE);

    assertRefused(SslReason.DH_KEY_TOO_SMALL, () -> exchange(OAKLEY.shiftRight(1), 2));
    assertRefused(SslReason.DH_KEY_TOO_SMALL, () -> exchange(BigInteger.ZERO, 2));
    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange(tooLarge, 2));
    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange(BigInteger.ONE.shiftLeft(500_000), 2));
  }

  @Test
  void numbersThatMakeNoGroupAreRefused() {
    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange(OAKLEY.subtract(BigInteger.ONE), 2));
    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange(OAKLEY, 0));
    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange(OAKLEY, 1));
    DhParameters order2 = DhParameters.of(OAKLEY, OAKLEY.subtract(BigInteger.ONE));
    assertRefused(SslReason.BAD_DH_VALUE, () -> crypto.keyExchange(order2));
  }

  @Test
  void aSizeThatTheProviderLacksIsRefusedBeforeItIsUsed() {
    BigInteger odd = BigInteger.ONE.shiftLeft(1030).add(BigInteger.ONE);

    assertRefused(SslReason.BAD_DH_VALUE, () -> exchange(odd, 2));
  }

  private void exchange(BigInteger prime, int generator) throws TlsException {
    crypto.keyExchange(DhParameters.of(prime, BigInteger.valueOf(generator)));
  }

  private static void assertRefused(SslReason reason, ThrowingCallable call) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
