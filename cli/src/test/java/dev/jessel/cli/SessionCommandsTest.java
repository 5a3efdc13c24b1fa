// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cli.demo.PemFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, pre-shared keys and early data of {@code s_client} and {@code s_server}. */
class SessionCommandsTest {
  private static final Pattern TERMS = Pattern.compile("^(New|Reused), TLS", Pattern.MULTILINE);

  @TempDir private static Path directory;
  private static PemFiles files;

  private ServerRun server;

  @BeforeAll
  static void makeFiles() throws Exception {
    files = PemFiles.in(directory);
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-tls1_3",
        "-tls1_2",
        "-no_ticket",
        "-tls1_2 -no_ticket",
        "-num_tickets 1",
        "-context here",
        "-allow_no_dhe_kex -prefer_no_dhe_kex",
        "-recv_max_early_data 1000 -no_anti_replay"
      })
  void aClientReconnectsFiveTimes(String options) throws Exception {
    serve(options.split(" ", -1));
    Run client = client("", "-reconnect", "-allow_no_dhe_kex");

    assertThat(client.status()).as(client.err()).isZero();
    assertThat(terms(client))
        .containsExactly("New", "Reused", "Reused", "Reused", "Reused", "Reused");
    assertThat(client.out().split("drop connection and then reconnect", -1)).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-num_tickets 0", "-tls1_2 -no_ticket -no_cache"})
  void whereTheServerGivesNoSessionAllAreNew(String options) throws Exception {
    serve(options.split(" ", -1));
    Run client = client("", "-reconnect");

    assertThat(client.status()).as(client.err()).isZero();
    assertThat(terms(client)).hasSize(6).containsOnly("New");
  }

  @Test
  void earlyDataIsSentAsSoonAsASessionAllowsIt() throws Exception {
    serve("-early_data");
    Run client = client("", "-reconnect", "-early_data", write("early", "early words\n"));

    assertThat(client.err())
        .containsOnlyOnce("no early data is sent: there is no session that allows it");
    assertThat(client.out())
        .containsSubsequence(
            "New, ", "Early data was not sent", "Reused, ", "Early data was accepted", "Reused, ");
    server.close();
    assertThat(server.run().out())
        .containsSubsequence(
            "No early data received", "Early data received:\nearly words\nEnd of early data");
  }

  @Test
  void earlyDataThatNobodyReadsIsRejected() throws Exception {
    serve("-max_early_data", "1000");
    Run client = client("", "-reconnect", "-early_data", write("early", "early words\n"));

    assertThat(client.out())
        .containsSubsequence("Early data was not sent", "Reused, ", "Early data was rejected");
    server.close();
    assertThat(server.run().out()).doesNotContain("early words");
  }

  @Test
  void aFileThatIsLargerThanTheSessionAllowsIsNotSent() throws Exception {
    serve("-early_data", "-max_early_data", "10");
    Run client = client("", "-reconnect", "-early_data", write("big", "eleven here"));

    assertThat(client.status()).isEqualTo(1);
    assertThat(client.err())
        .contains("s_client: -early_data: the session allows 10 bytes, and ")
        .contains("big has more");
    server.close();
    assertThat(server.run().out()).doesNotContain("eleven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2", "-tls1_2 -cipher ECDHE-PSK-AES128-CBC-SHA256"})
  void aKeyStandsForTheCertificate(String version) throws Exception {
    server =
        ServerRun.start(files.certificate(), files.key(), "-nocert", "-psk", "00aa11bb22cc33dd");
    List<String> options = new ArrayList<>(List.of("-psk", "00AA11bb22cc33dd"));
    options.addAll(List.of(version.split(" ", -1)));
    Run client = client("hello\n", options.toArray(String[]::new));

    assertThat(client.status()).as(client.err()).isZero();
    assertThat(client.out()).contains("no peer certificate available", "New, TLS");
    server.close();
    assertThat(server.run().out()).contains("PSK identity: Client_identity", "hello\n");
    assertThat(client.out() + client.err() + server.run().out() + server.run().err())
        .doesNotContainIgnoringCase("00aa11bb22cc33dd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void anotherKeyIsNotTaken(String version) throws Exception {
    server =
        ServerRun.start(files.certificate(), files.key(), "-nocert", "-psk", "00aa11bb22cc33dd");
    Run client = client("", version, "-psk", "00aa11bb22cc33de");

    assertThat(client.status()).isEqualTo(1);
    assertThat(client.out()).doesNotContain("New, ");
  }

  @Test
  void anotherNameOfTheKeyIsTold() throws Exception {
    server =
        ServerRun.start(
            files.certificate(), files.key(), "-psk", "0011", "-psk_identity", "expected");
    Run client = client("", "-psk", "0011", "-psk_identity", "some\u001bbody");

    assertThat(client.status()).isZero();
    server.close();
    assertThat(server.run().err()).contains("not what we expected (got 'some?body')");
  }

  @Test
  void theHintOfAServerArrives() throws Exception {
    server =
        ServerRun.start(
            files.certificate(), files.key(), "-psk", "0011", "-psk_hint", "the usual one");
    Run client = client("", "-psk", "0011", "-tls1_2", "-cipher", "PSK");

    assertThat(client.out()).contains("PSK identity hint: the usual one");
  }

  @Test
  void bothExportTheSameMaterial() throws Exception {
    serve("-keymatexport", "EXPERIMENTAL mine", "-keymatexportlen", "10");
    Run client = client("", "-keymatexport", "EXPERIMENTAL mine", "-keymatexportlen", "10");

    assertThat(client.out())
        .containsPattern(
            """
            Keying material exporter:
                Label: 'EXPERIMENTAL mine'
                Length: 10 bytes
                Keying material: [0-9A-F]{20}
            """);
    String material = client.out().split("Keying material: ", -1)[1].substring(0, 20);
    server.close();
    assertThat(server.run().out()).contains(material);
  }

  @Test
  void withoutTheExtendedMainSecretThereIsNone() throws Exception {
    serve("-no_ems");
    assertThat(client("", "-tls1_2").out()).contains("Extended master secret: no");
    assertThat(client("", "-tls1_2", "-no_ems").out()).contains("Extended master secret: no");
  }

  private static List<String> terms(Run client) {
    return TERMS.matcher(client.out()).results().map(result -> result.group(1)).toList();
  }

  private static String write(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private Run client(String typed, String... options) throws Exception {
    List<String> args =
        new ArrayList<>(List.of("s_client", "-connect", "localhost:" + server.port()));
    args.addAll(List.of("-CAfile", files.authority().toString()));
    args.addAll(List.of(options));
    byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
    return Run.of(new ByteArrayInputStream(bytes), args.toArray(String[]::new));
  }

  private void serve(String... options) throws Exception {
    server = ServerRun.start(files.certificate(), files.key(), options);
  }
}
