// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void itNeverPrintsItsBytes() {
    assertThat(Secret.take(new byte[] {65, 66, 67})).hasToString("Secret[3]");
  }

  @Test
  void takenBytesAreWipedAndCopiedOnesAreNot() {
    byte[] taken = {1, 2, 3};
    byte[] copied = {4, 5, 6};
    Secret owner = Secret.take(taken);
    Secret copy = Secret.copyOf(copied);

    owner.destroy();
    copy.destroy();

    assertThat(taken).containsOnly(0);
    assertThat(copied).containsExactly(4, 5, 6);
  }

  @Test
  void aDestroyedSecretIsOfNoUse() {
    Secret secret = Secret.zeros(4);
    Secret other = Secret.zeros(4);
    secret.destroy();
    secret.destroy();

    assertThat(secret.isDestroyed()).isTrue();
    assertThat(secret.length()).isEqualTo(4);
    assertThat(secret).hasToString("Secret[4]");
    assertThatIllegalStateException().isThrownBy(() -> secret.expose(bytes -> bytes[0]));
    assertThatIllegalStateException().isThrownBy(() -> secret.equalTo(other));
    assertThatIllegalStateException().isThrownBy(() -> other.equalTo(secret));
    assertThatIllegalStateException().isThrownBy(() -> other.concat(secret));
    assertThatIllegalStateException().isThrownBy(secret::copy);
  }

  @Test
  void equalityLooksAtTheBytes() {
    Secret one = Secret.take(new byte[] {1, 2});

    assertThat(one.equalTo(Secret.take(new byte[] {1, 2}))).isTrue();
    assertThat(one.equalTo(Secret.take(new byte[] {1, 3}))).isFalse();
    assertThat(one.equalTo(Secret.take(new byte[] {1, 2, 0}))).isFalse();
  }

  @Test
  void joinedSecretsLiveApartFromTheirParts() {
    Secret left = Secret.take(new byte[] {1, 2});
    Secret right = Secret.take(new byte[] {3});
    Secret both = left.concat(right);
    left.destroy();
    right.destroy();

    assertThat(both.equalTo(Secret.take(new byte[] {1, 2, 3}))).isTrue();
  }

  @Test
  void aCopyLivesOn() {
    Secret original = Secret.take(new byte[] {9});
    Secret copy = original.copy();
    original.destroy();

    assertThat(copy.<byte[]>expose(byte[]::clone)).containsExactly(9);
  }
}
