// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CertificateVerifyContentTest {
  // RFC 9846 4.5.2: the worked example for a server, with 32 bytes of 01 as the transcript hash
  @Test
  void theServersContentIsThatOfTheExample() {
    byte[] hash = HexFormat.of().parseHex("01".repeat(32));

    assertThat(HexFormat.of().formatHex(CertificateVerifyContent.server(hash)))
        .isEqualTo(
            "20".repeat(64)
                + "544c5320312e332c207365727665722043657274696669636174655665726966"
                + "7900"
                + "01".repeat(32));
  }

  @Test
  void theClientsContentDiffersInItsContext() {
    byte[] hash = new byte[48];

    assertThat(HexFormat.of().formatHex(CertificateVerifyContent.client(hash)))
        .isEqualTo(
            "20".repeat(64)
                + "544c5320312e332c20636c69656e742043657274696669636174655665726966"
                + "7900"
                + "00".repeat(48));
  }
}
