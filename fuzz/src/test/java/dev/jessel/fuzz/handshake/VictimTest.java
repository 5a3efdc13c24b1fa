// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslException;
import dev.jessel.error.SslReason;
import dev.jessel.fuzz.Choice;
import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fuzzer finds is worth something only where its victim gets behind the keys. */
class VictimTest {
  private static final Bytes UNKNOWN_MESSAGE = Bytes.of((byte) 99, (byte) 0);

  @Test
  void aMessageBehindTheHandshakeIsRead() {
    assertThat(after(Step.of(Step.Kind.MESSAGE, Wrapping.TLS13, false, UNKNOWN_MESSAGE)))
        .isEqualTo(SslReason.UNEXPECTED_MESSAGE);
  }

  @Test
  void aSpoiltTagIsABadRecord() {
    assertThat(after(Step.of(Step.Kind.DATA, Wrapping.SPOILT, false, UNKNOWN_MESSAGE)))
        .isEqualTo(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  @Test
  void applicationsMayAskForWhatCannotBe() {
    Script script =
        new Script(
            Choice.code(ClientSetting.PLAIN), 0, List.of(Step.call(Call.ASK_FOR_CERTIFICATE)));
    assertThat(Handshakes.client(script.encode()).failure()).isEmpty();
  }

  /** What becomes of a client in TLS 1.3 whose server does something behind its Finished. */
  private static SslReason after(Step step) {
    Script honest = Script.of(HandshakeSeeds.clients().get("tls13"));
    List<Step> steps = new ArrayList<>(honest.steps().subList(0, finished(honest) + 1));
    steps.add(step);
    Script bent = new Script(honest.setting(), honest.conduct(), steps);
    Victim victim = Handshakes.client(bent.encode());
    assertThat(victim.wasEstablished()).isTrue();
    return victim.failure().flatMap(SslException::reason).orElseThrow();
  }

  private static int finished(Script script) {
    int at = 0;
    for (Step step : script.steps()) {
      if (step.kind() == Step.Kind.MESSAGE && step.body().at(0) == 20) {
        return at;
      }
      at++;
    }
    throw new IllegalStateException("no Finished");
  }
}
