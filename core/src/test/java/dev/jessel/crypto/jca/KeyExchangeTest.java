// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every group, whatever it is made of. What is particular to one has its own test class. */
class KeyExchangeTest {
  private final CryptoProvider crypto = JcaCryptoProvider.create();

  /** Group, size of a share, size of an answer, size of the secret. */
  static Stream<Arguments> groups() {
    return Stream.of(
        Arguments.of(NamedGroup.X25519, 32, 32, 32),
        Arguments.of(NamedGroup.X448, 56, 56, 56),
        Arguments.of(NamedGroup.SECP256R1, 65, 65, 32),
        Arguments.of(NamedGroup.SECP384R1, 97, 97, 48),
        Arguments.of(NamedGroup.SECP521R1, 133, 133, 66),
        Arguments.of(NamedGroup.FFDHE2048, 256, 256, 256),
        Arguments.of(NamedGroup.FFDHE3072, 384, 384, 384),
        Arguments.of(NamedGroup.FFDHE4096, 512, 512, 512),
        Arguments.of(NamedGroup.FFDHE6144, 768, 768, 768),
        Arguments.of(NamedGroup.FFDHE8192, 1024, 1024, 1024),
        Arguments.of(NamedGroup.MLKEM512, 800, 768, 32),
        Arguments.of(NamedGroup.MLKEM768, 1184, 1088, 32),
        Arguments.of(NamedGroup.MLKEM1024, 1568, 1568, 32),
        Arguments.of(NamedGroup.X25519MLKEM768, 1216, 1120, 64),
        Arguments.of(NamedGroup.SECP256R1MLKEM768, 1249, 1153, 64),
        Arguments.of(NamedGroup.SECP384R1MLKEM1024, 1665, 1665, 80));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void bothSidesGetTheSameSecret(NamedGroup group, int shareSize, int answerSize, int secretSize)
      throws Exception {
    assertThat(crypto.supports(group)).isTrue();
    KeyExchange exchange = crypto.keyExchange(group);
    assertThat(exchange.group()).isEqualTo(group);

    KeyShare share = exchange.generate();
    assertThat(share.group()).isEqualTo(group);
    assertThat(share.publicValue().length()).isEqualTo(shareSize);
    Encapsulation answer = exchange.encapsulate(share.publicValue());
    assertThat(answer.publicValue().length()).isEqualTo(answerSize);
    Secret secret = share.decapsulate(answer.publicValue());

    assertThat(secret.length()).isEqualTo(secretSize);
    assertThat(secret.equalTo(answer.secret())).isTrue();
    assertThat(secret.equalTo(Secret.zeros(secretSize))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("groups")
  void eachShareIsFresh(NamedGroup group, int shareSize, int answerSize, int secretSize) {
    KeyExchange exchange = crypto.keyExchange(group);

    assertThat(exchange.generate().publicValue()).isNotEqualTo(exchange.generate().publicValue());
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aValueOfTheWrongSizeIsRefused(
      NamedGroup group, int shareSize, int answerSize, int secretSize) throws Exception {
    KeyExchange exchange = crypto.keyExchange(group);
    KeyShare share = exchange.generate();
    Bytes good = share.publicValue();
    Bytes answer = exchange.encapsulate(good).publicValue();

    assertIllegal(() -> exchange.encapsulate(Bytes.EMPTY));
    assertIllegal(() -> exchange.encapsulate(good.slice(0, shareSize - 1)));
    assertIllegal(() -> exchange.encapsulate(good.plus(Bytes.of((byte) 0))));
    assertIllegal(() -> share.decapsulate(Bytes.EMPTY));
    assertIllegal(() -> share.decapsulate(answer.slice(0, answerSize - 1)));
    assertIllegal(() -> share.decapsulate(answer.plus(Bytes.of((byte) 0))));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aDestroyedShareIsOfNoUse(NamedGroup group, int shareSize, int answerSize, int secretSize)
      throws Exception {
    KeyExchange exchange = crypto.keyExchange(group);
    KeyShare share = exchange.generate();
    Bytes answer = exchange.encapsulate(share.publicValue()).publicValue();
    share.destroy();

    assertThatIllegalStateException().isThrownBy(() -> share.decapsulate(answer));
  }

  @Test
  void unknownGroupsAreNotSupported() {
    NamedGroup grease = new NamedGroup(0x2a2a);

    assertThat(crypto.supports(grease)).isFalse();
    assertThat(crypto.supports(NamedGroup.BRAINPOOLP256R1TLS13)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> crypto.keyExchange(grease));
  }

  static void assertIllegal(ThrowingCallable call) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(call)
        .satisfies(
            refused -> assertThat(refused.alert()).contains(AlertDescription.ILLEGAL_PARAMETER));
  }
}
