// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslOption;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ExtensionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of docs/testing.md, run and compared with what is printed there. */
class FiveLinesTest {
  private static final Path PAGE = Path.of("..", "docs", "testing.md");
  private static final Path SOURCE =
      Path.of("src", "test", "java", "dev", "jessel", "testkit", "peer", "FiveLinesTest.java");

  @Test
  void aServerMaySkipItsSignature() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .skip(Move.CERTIFICATE_VERIFY)
            .against(Identities.client());
    Verdicts.failedFor(outcome, SslReason.UNEXPECTED_MESSAGE);
  }

  @Test
  void aClientMaySendWhateverItLikes() {
    Outcome outcome =
        new ScriptedClient()
            .before(Move.FINISHED, Conversation::dummy)
            .established(talk -> talk.updateKeys(true))
            .established(Conversation::changeKeysSilently)
            .established(Conversation::closeNotify)
            .against(Identities.server());
    Verdicts.failedFor(outcome, SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  @Test
  void aClientMayForgetTheHandshakeBefore() {
    Outcome outcome =
        ScriptedClient12.of(Misdeeds12.ECDHE_ECDSA)
            .renegotiate(
                ScriptedClient12.of(Misdeeds12.ECDHE_ECDSA)
                    .extensions(
                        Move.CLIENT_HELLO, e -> e.without(ExtensionType.RENEGOTIATION_INFO)))
            .against(Identities.server().options(SslOption.ALLOW_CLIENT_RENEGOTIATION));
    Verdicts.failedFor(outcome, SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED);
  }

  @Test
  void thePagePrintsWhatIsRunHere() throws IOException {
    List<String> source = Files.readAllLines(SOURCE).stream().map(String::strip).toList();
    assertThat(source).containsAll(codeLines());
  }

  private static List<String> codeLines() throws IOException {
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        code = line.equals("```java");
      } else if (code && !line.isBlank()) {
        lines.add(line.strip());
      }
    }
    assertThat(lines).isNotEmpty();
    return lines;
  }
}
