// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DowngradeSentinelTest {
  private static final String HEAD = "00".repeat(24);

  @ParameterizedTest
  @ValueSource(strings = {"444F574E47524401", "444F574E47524400"})
  void aMarkedRandomIsIllegal(String tail) {
    assertThatThrownBy(() -> DowngradeSentinel.check(Bytes.ofHex(HEAD + tail)))
        .isInstanceOfSatisfying(
            TlsException.class,
            e -> assertThat(e.alert()).contains(AlertDescription.ILLEGAL_PARAMETER));
  }

  @Test
  void anyOtherRandomPasses() {
    assertThatCode(() -> DowngradeSentinel.check(Bytes.ofHex(HEAD + "444F574E47524402")))
        .doesNotThrowAnyException();
  }
}
