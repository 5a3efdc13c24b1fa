// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static dev.jessel.crypto.jca.KeyExchangeTest.assertIllegal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HybridExchangeTest {
  private final CryptoProvider crypto = JcaCryptoProvider.create();

  /** The hybrid, its classical half, where that half starts in a share, and where in an answer. */
  static Stream<Arguments> hybrids() {
    return Stream.of(
        Arguments.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519, 1184, 1088),
        Arguments.of(NamedGroup.SECP256R1MLKEM768, NamedGroup.SECP256R1, 0, 0),
        Arguments.of(NamedGroup.SECP384R1MLKEM1024, NamedGroup.SECP384R1, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("hybrids")
  void theHalvesStandInTheOrderOfTheGroup(
      NamedGroup group, NamedGroup half, int inShare, int inAnswer) throws Exception {
    KeyExchange exchange = crypto.keyExchange(group);
    KeyShare share = exchange.generate();
    KeyShare classical = share.classicalPart().orElseThrow();
    int size = classical.publicValue().length();
    assertThat(classical.group()).isEqualTo(half);
    assertThat(share.publicValue().slice(inShare, size)).isEqualTo(classical.publicValue());

    // The classical half of the answer and the secret can be checked with the classical key alone.
    Encapsulation answer = exchange.encapsulate(share.publicValue());
    Secret classicalSecret = classical.decapsulate(answer.publicValue().slice(inAnswer, size));
    int secretSize = classicalSecret.length();
    int inSecret = inShare == 0 ? 0 : 32;
    byte[] part =
        answer.secret().expose(all -> Arrays.copyOfRange(all, inSecret, inSecret + secretSize));
    assertThat(classicalSecret.equalTo(Secret.take(part))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("hybrids")
  void aClassicalKeyPairServesTwoOffers(
      NamedGroup group, NamedGroup half, int inShare, int inAnswer) throws Exception {
    KeyExchange exchange = crypto.keyExchange(group);
    KeyShare hybrid = exchange.generate();
    KeyShare alone = hybrid.classicalPart().orElseThrow();
    assertThat(hybrid.publicValue().slice(inShare, alone.publicValue().length()))
        .isEqualTo(alone.publicValue());

    Encapsulation toHybrid = exchange.encapsulate(hybrid.publicValue());
    Encapsulation toAlone = crypto.keyExchange(half).encapsulate(alone.publicValue());
    assertThat(hybrid.decapsulate(toHybrid.publicValue()).equalTo(toHybrid.secret())).isTrue();
    assertThat(alone.decapsulate(toAlone.publicValue()).equalTo(toAlone.secret())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("hybrids")
  void aBadClassicalHalfIsRefused(NamedGroup group, NamedGroup half, int inShare, int inAnswer)
      throws Exception {
    KeyExchange exchange = crypto.keyExchange(group);
    KeyShare share = exchange.generate();
    int size = share.classicalPart().orElseThrow().publicValue().length();
    byte[] badShare = share.publicValue().toArray();
    byte[] badAnswer = exchange.encapsulate(share.publicValue()).publicValue().toArray();
    Arrays.fill(badShare, inShare, inShare + size, (byte) 0);
    Arrays.fill(badAnswer, inAnswer, inAnswer + size, (byte) 0);

    assertIllegal(() -> exchange.encapsulate(Bytes.of(badShare)));
    assertIllegal(() -> share.decapsulate(Bytes.of(badAnswer)));
  }

  @Test
  void aPlainGroupHasNoClassicalPart() {
    assertThat(crypto.keyExchange(NamedGroup.X25519).generate().classicalPart()).isEmpty();
    assertThat(crypto.keyExchange(NamedGroup.MLKEM768).generate().classicalPart()).isEmpty();
  }
}
