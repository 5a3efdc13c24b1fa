// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.crypto.Secret;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PremasterTest {
  @Test
  void plainPskStandsBehindAsManyZeros() {
    assertThat(hex(Premaster.psk(secret("aabbcc")))).isEqualTo("0003000000" + "0003aabbcc");
  }

  @Test
  void anotherSecretStandsBeforeThePsk() {
    Secret other = secret("0011");
    Secret psk = secret("aabbcc");

    assertThat(hex(Premaster.psk(other, psk))).isEqualTo("00020011" + "0003aabbcc");
    assertThat(other.isDestroyed()).isTrue();
    assertThat(psk.isDestroyed()).isFalse();
  }

  @Test
  void aSecretThatItsLengthFieldCannotHoldIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Premaster.psk(Secret.zeros(65_536)));
  }

  private static Secret secret(String hex) {
    return Secret.take(HexFormat.of().parseHex(hex));
  }

  private static String hex(Secret secret) {
    return secret.expose(HexFormat.of()::formatHex);
  }
}
