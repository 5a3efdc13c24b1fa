// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/testing.md, run and compared with what is printed there. */
class FiveLinesTest {
  private static final Path PAGE = Path.of("..", "docs", "testing.md");
  private static final Bytes ZEROS = Bytes.of(new byte[32]);
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
  void aServerMayLieInAnyField() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .change(Move.SERVER_HELLO, ServerHello.class, hello -> Rewritten.compression(hello, 1))
            .against(Identities.client());
    Verdicts.failedFor(outcome, SslReason.INVALID_COMPRESSION_ALGORITHM);
  }

  @Test
  void aServerMayCutItsRecordsWhereItMustNot() {
    Outcome outcome =
        ScriptedServer.with(Identities.SERVER)
            .split(Move.CERTIFICATE, 10)
            .pad(Move.CERTIFICATE_VERIFY, 500)
            .after(Move.CERTIFICATE, talk -> talk.record(ContentType.HANDSHAKE, Bytes.EMPTY))
            .against(Identities.client());
    Verdicts.failedFor(outcome, SslReason.UNEXPECTED_RECORD);
  }

  @Test
  void aServerOfTls12MaySignSomethingElse() {
    Outcome outcome =
        ScriptedServer12.of(Misdeeds12.ECDHE_ECDSA)
            .credential(Identities.SERVER)
            .signing(content -> Rewritten.flipped(content, 0))
            .against(Identities.client());
    Verdicts.failedFor(outcome, SslReason.BAD_SIGNATURE);
  }

  @Test
  void aClientMayForgetWhatBindsItsSession() {
    SslContext.Builder victim = Identities.server();
    ScriptedClient12 first = ScriptedClient12.of(Misdeeds12.ECDHE_ECDSA).wantTicket();
    Verdicts.connected(first.against(victim));
    Outcome outcome =
        ScriptedClient12.of(Misdeeds12.ECDHE_ECDSA)
            .resume(first.remembered())
            .withoutExtendedMainSecret()
            .against(victim);
    Verdicts.failedFor(outcome, SslReason.INCONSISTENT_EXTMS);
  }

  @Test
  void aClientMayProveTheWrongKey() {
    Outcome outcome =
        new ScriptedClient()
            .psk()
            .change(Move.CLIENT_HELLO, ClientHello.class, hello -> Rewritten.random(hello, ZEROS))
            .against(TestPsk.server(Identities.server()));
    Verdicts.failedFor(outcome, SslReason.BINDER_DOES_NOT_VERIFY);
  }

  @Test
  void aClientMayGoOnWithEarlyDataForEver() {
    Outcome outcome =
        new ScriptedClient()
            .early("early")
            .after(Move.EARLY_DATA, talk -> talk.data(Bytes.of(new byte[1000])))
            .against(TestPsk.server(Identities.server()));
    Verdicts.failedFor(outcome, SslReason.TOO_MUCH_EARLY_DATA);
  }

  @Test
  void thePagePrintsWhatIsRunHere() throws IOException {
    String source = lines(Files.readAllLines(SOURCE));
    List<String> examples = examples();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(8);
    assertThat(examples).allSatisfy(example -> assertThat(source).contains(example));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ScriptedPeer.class,
        ScriptedPeer12.class,
        ScriptedClient.class,
        ScriptedServer.class,
        ScriptedClient12.class,
        ScriptedServer12.class,
        Conversation.class
      })
  void thePageNamesEveryBend(Class<?> type) throws IOException {
    String page = Files.readString(PAGE);
    assertThat(
            Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .map(Method::getName)
                .distinct()
                .sorted()
                .filter(name -> !page.matches("(?s).*`[^`]*\\b" + name + "\\b[^`]*`.*")))
        .as("what %s can do and docs/testing.md does not tell", type.getSimpleName())
        .isEmpty();
  }

  /** The blocks of Java on the page, each as it should stand in the source. */
  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    boolean code = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.equals("```") && code) {
        examples.add(lines(lines));
        lines.clear();
      } else if (code) {
        lines.add(line);
      }
      code = line.equals("```java") || code && !line.equals("```");
    }
    return examples;
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(String::strip).collect(Collectors.joining("\n"));
  }
}
