// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private static final Bytes THREE = Bytes.of((byte) 1, (byte) 2, (byte) 3);

  @Test
  void aScriptIsReadAsItWasWritten() {
    Script script =
        new Script(
            3,
            1,
            List.of(
                Step.of(Step.Kind.MESSAGE, Wrapping.TLS13, true, THREE),
                Step.call(Call.SHUT_DOWN),
                Step.of(Step.Kind.RAW, Wrapping.NONE, false, Bytes.EMPTY)));
    assertThat(Script.of(script.encode())).isEqualTo(script);
  }

  @Test
  void everyInputIsAScript() {
    assertThat(Script.of(new byte[0]).steps()).isEmpty();
    assertThat(Script.of(new byte[] {1}).steps()).isEmpty();
    assertThat(Script.of(new byte[] {1, 0, -1}).steps()).hasSize(1);
  }

  @Test
  void lengthsArePutIn() {
    Step step = Step.of(Step.Kind.MESSAGE, Wrapping.NONE, false, THREE);
    assertThat(step.wire()).isEqualTo(Bytes.ofHex("160303" + "0006" + "01000002" + "0203"));
  }

  @Test
  void innerTypesStandBehindTheContent() {
    Step step = Step.of(Step.Kind.ALERT, Wrapping.TLS13, false, THREE);
    assertThat(step.wire())
        .isEqualTo(Bytes.ofHex("170303" + "0014" + "010203" + "15" + "00".repeat(16)));
  }
}
