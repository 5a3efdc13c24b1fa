// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyLogTest {
  @Test
  void aLineHasLabelRandomAndSecret() {
    List<String> lines = new ArrayList<>();
    KeyLog log = lines::add;

    log.log(
        KeyLog.CLIENT_TRAFFIC_SECRET_0,
        Bytes.ofHex("00ff"),
        Secret.take(new byte[] {(byte) 0xab, 1}));

    assertThat(lines).containsExactly("CLIENT_TRAFFIC_SECRET_0 00ff ab01");
  }
}
