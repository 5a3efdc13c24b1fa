// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.pem.Pem;
import dev.jessel.x509.pem.PemBlock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PemTest {
  private static List<PemBlock> read(String text) throws PemException {
    return Pem.read("test", text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void textAroundBlocksIsPassedOver() throws Exception {
    List<PemBlock> blocks =
        read(
            "subject=x\r\n-----BEGIN A-----\r\nAQ\r\nID\r\n-----END A-----  \r\nmore\r\n"
                + "-----BEGIN B-----\nBA==\n-----END B-----");
    assertThat(blocks).extracting(PemBlock::label).containsExactly("A", "B");
    assertThat(blocks.get(0).content()).containsExactly(1, 2, 3);
    assertThat(blocks.get(1).content()).containsExactly(4);
  }

  @Test
  void headersAreRead() throws Exception {
    PemBlock block =
        read("-----BEGIN K-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: X,00\n\nAQ==\n-----END K-----\n")
            .get(0);
    assertThat(block.header("Proc-Type")).contains("4,ENCRYPTED");
    assertThat(block.header("Other")).isEmpty();
    assertThat(block.content()).containsExactly(1);
  }

  @Test
  void aBlockMustEndWithItsOwnLabel() {
    assertThatThrownBy(() -> read("-----BEGIN A-----\nAQ==\n-----END B-----\n"))
        .isInstanceOf(PemException.class)
        .hasMessage("test: A has no END line");
  }

  @Test
  void encodingBreaksLinesAfter64Characters() {
    String pem = Pem.encode("X", Bytes.of(new byte[49]));
    assertThat(pem).isEqualTo("-----BEGIN X-----\n" + "A".repeat(64) + "\nAA==\n-----END X-----\n");
  }
}
