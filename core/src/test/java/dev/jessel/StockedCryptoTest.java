// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key exchange with key pairs out of a stock. */
class StockedCryptoTest {
  private final CryptoProvider plain = JcaCryptoProvider.create();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final CryptoProvider stocked = new StockedCrypto(plain, tasks::add);

  @ParameterizedTest
  @ValueSource(
      strings = {"X25519", "secp256r1", "ffdhe2048", "X25519MLKEM768", "SecP256r1MLKEM768"})
  void bothEndsAgreeWhereverTheKeyPairsCameFrom(String name) throws Exception {
    NamedGroup group = NamedGroup.named(name).orElseThrow();
    KeyExchange here = stocked.keyExchange(group);
    Set<Bytes> offers = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      KeyShare share = here.generate();
      Encapsulation answer = stocked.keyExchange(group).encapsulate(share.publicValue());
      assertThat(share.decapsulate(answer.publicValue()).equalTo(answer.secret())).isTrue();
      KeyShare other = plain.keyExchange(group).generate();
      Encapsulation back = here.encapsulate(other.publicValue());
      assertThat(other.decapsulate(back.publicValue()).equalTo(back.secret())).isTrue();
      assertThat(offers.add(share.publicValue())).isTrue();
      runTasks();
    }
  }

  @Test
  void numbersOfANamedGroupHaveAStockOfTheirOwn() throws Exception {
    DhParameters numbers = plain.dhParameters(NamedGroup.FFDHE2048).orElseThrow();
    KeyShare first = stocked.keyExchange(numbers).generate();
    assertThat(tasks).isNotEmpty();
    runTasks();

    KeyShare second = stocked.keyExchange(numbers).generate();
    Encapsulation answer = stocked.keyExchange(numbers).encapsulate(second.publicValue());

    assertThat(second.publicValue()).isNotEqualTo(first.publicValue());
    assertThat(second.decapsulate(answer.publicValue()).equalTo(answer.secret())).isTrue();
  }

  @Test
  void aPeersOwnNumbersFillNoMemory() throws Exception {
    DhParameters named = plain.dhParameters(NamedGroup.FFDHE2048).orElseThrow();
    DhParameters own = new DhParameters(named.prime(), Bytes.of(new byte[] {4}));

    KeyShare share = stocked.keyExchange(own).generate();

    assertThat(share).isNotNull();
    assertThat(tasks).isEmpty();
  }

  @Test
  void aGroupThatNobodyHasIsRefusedAsEver() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stocked.keyExchange(new NamedGroup(0x7777)));
  }

  @Test
  void aBadShareIsRefusedAsEver() {
    KeyExchange exchange = stocked.keyExchange(NamedGroup.X25519);

    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> exchange.encapsulate(Bytes.of(new byte[32])));
  }

  @Test
  void aKeyPairOfAnotherGroupAnswersNothing() {
    KeyShare p256 = plain.keyExchange(NamedGroup.SECP256R1).generate();
    KeyExchange hybrid = plain.keyExchange(NamedGroup.X25519MLKEM768);
    Bytes offer = hybrid.generate().publicValue();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> plain.keyExchange(NamedGroup.X25519).encapsulateWith(p256, p256.publicValue()));
    assertThatIllegalArgumentException().isThrownBy(() -> hybrid.encapsulateWith(p256, offer));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> plain.keyExchange(NamedGroup.MLKEM768).encapsulateWith(p256, Bytes.EMPTY));
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }
}
