// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import dev.jessel.cli.demo.PemFiles;
import dev.jessel.crypto.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
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

  private static final Pattern TIMED =
      Pattern.compile(
          "([0-9]+) connections in [0-9.]+ s: [0-9.]+ per second\\R"
              + "([0-9]+) of them reused a session; ([0-9]+) bytes read, TLSv1");

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
  @ValueSource(strings = {"-tls1_3", "-no_ticket", "-tls1_2", "-tls1_2 -no_ticket"})
  void aSessionIsTakenUpFromItsFile(String options) throws Exception {
    serve(options.split(" ", -1));
    Path file = fresh("kept.pem");
    assertThat(terms(client("", "-sess_out", file.toString()))).containsExactly("New");
    assertThat(file).content().startsWith("-----BEGIN SSL SESSION PARAMETERS-----");
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(file))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
    Run again = client("", "-sess_in", file.toString());
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(terms(again)).containsExactly("Reused");
  }

  @Test
  void theSecretOfASessionIsInTheFileAlone() throws Exception {
    serve("-tls1_2");
    Path file = fresh("secret.pem");
    Run client = client("", "-sess_out", file.toString());
    Secret secret = SslSession.fromPem(Files.readString(file)).secret();
    String hex = secret.expose(HexFormat.of()::formatHex).substring(0, 32);

    assertThat(client.out())
        .containsSubsequence(
            "SSL-Session:", "Protocol  : TLSv1.2", "Session-ID: ", "TLS session ticket: ")
        .containsSubsequence("Start Time: ", "Verify return code: 0", "master secret: yes")
        .doesNotContainIgnoringCase(hex);
    server.close();
    assertThat(server.run().out()).doesNotContainIgnoringCase(hex);
  }

  @Test
  void earlyDataOfAFilesSessionIsTakenOnce() throws Exception {
    serve("-early_data");
    String file = fresh("once.pem").toString();
    String early = write("early", "early words\n");
    assertThat(client("", "-sess_out", file).out()).contains("Max Early Data: 16384");

    assertThat(client("", "-sess_in", file, "-early_data", early).out())
        .containsSubsequence("Reused, ", "Early data was accepted");
    assertThat(client("", "-sess_in", file, "-early_data", early).out())
        .contains("Early data was rejected");
    server.close();
    assertThat(server.run().out()).containsOnlyOnce("early words");
    assertThat(server.run().out()).contains("Early data was rejected");
  }

  @Test
  void withoutAntiReplayItIsTakenAgain() throws Exception {
    serve("-early_data", "-no_anti_replay");
    String file = fresh("again.pem").toString();
    String early = write("early", "early words\n");
    assertThat(client("", "-sess_out", file).status()).isZero();

    for (int i = 0; i < 2; i++) {
      assertThat(client("", "-sess_in", file, "-early_data", early).out())
          .containsSubsequence("Reused, ", "Early data was accepted");
    }
  }

  @Test
  void theSecretOfASessionServesAsKey() throws Exception {
    serve();
    String file = fresh("psk.pem").toString();
    assertThat(client("", "-sess_out", file).status()).isZero();
    server.close();
    serve("-nocert", "-psk_session", file, "-psk_identity", "of the file");

    Run client = client("", "-psk_session", file, "-psk_identity", "of the file");
    assertThat(client.status()).as(client.err()).isZero();
    assertThat(client("", "-psk_session", file, "-psk_identity", "other").status()).isEqualTo(1);
    server.close();
    assertThat(server.run().out()).contains("PSK identity: of the file");
  }

  @Test
  void aSessionThatCannotBeOfferedIsToldInOneLine() throws Exception {
    serve();
    String new13 = fresh("new13.pem").toString();
    String old12 = fresh("old12.pem").toString();
    assertThat(client("", "-sess_out", new13).status()).isZero();
    assertThat(client("", "-sess_out", old12, "-tls1_2").status()).isZero();

    assertRefused("a session of TLSv1.3, which is not to be spoken", new13, "-no_tls1_3");
    assertRefused("a session of TLSv1.2, which is not to be spoken", old12, "-tls1_3");
    assertRefused(
        "a session with TLS_AES_256_GCM_SHA384, which is not to be offered",
        new13,
        "-ciphersuites",
        "TLS_AES_128_GCM_SHA256");
    assertRefused(
        ", which is not to be offered", old12, "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256");
    assertRefused("there is no session in ", write("garbage", "no session\n"));
    assertRefused("there is no session in ", files.certificate().toString());
    assertRefused("cannot read ", directory.resolve("none").toString());
    Run old = client("", "-psk_session", old12);
    assertThat(old.err()).endsWith("old12.pem: a session of TLSv1.2\n");
    assertThat(client("", "-sess_out", directory.toString()).err())
        .startsWith("jessel s_client: -sess_out: cannot write ");
  }

  private void assertRefused(String why, String file, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("-sess_in", file));
    all.addAll(List.of(options));
    Run run = client("", all.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.err()).startsWith("jessel s_client: -sess_in").contains(why);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aSessionThatIsOverIsToldAndNotUsed() throws Exception {
    serve();
    Path file = fresh("over.pem");
    assertThat(client("", "-sess_out", file.toString()).status()).isZero();
    SslSession session = SslSession.fromPem(Files.readString(file));
    Instant longAgo = session.created().minusSeconds(session.lifetimeSeconds() + 60);
    Files.writeString(file, session.toBuilder().created(longAgo).build().toPem());

    Run client = client("", "-sess_in", file.toString());
    assertThat(client.err()).contains("over.pem is over its time");
    assertThat(terms(client)).containsExactly("New");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void connectionsAreTimed(String version) throws Exception {
    serve("-www");
    Run run = time(version, "-time", "1", "-www", "/");

    assertThat(run.status()).as(run.err()).isZero();
    List<List<String>> numbers = numbers(run);
    assertThat(numbers).hasSize(2);
    assertThat(numbers.get(0).get(1)).isEqualTo("0");
    assertThat(numbers.get(1).get(1)).isEqualTo(numbers.get(1).get(0)).isNotEqualTo("0");
    assertThat(numbers).allSatisfy(n -> assertThat(Integer.parseInt(n.get(2))).isPositive());
  }

  @Test
  void reusedSessionsAreTimedWithoutAPageToo() throws Exception {
    serve();
    Run run = time("-reuse", "-time", "1", "-verify", "2");
    List<List<String>> numbers = numbers(run);

    assertThat(numbers).as(run.err()).hasSize(1);
    assertThat(numbers.get(0).get(1)).isEqualTo(numbers.get(0).get(0));
    assertThat(numbers.get(0).get(2)).isEqualTo("0");
  }

  @Test
  void whereThereIsNoSessionNoneIsTimed() throws Exception {
    serve("-num_tickets", "0");
    Run run = time("-reuse", "-time", "1");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errorLines())
        .containsExactly("jessel s_time: the server gives no session to come back with");
  }

  private Run time(String... options) throws Exception {
    List<String> args =
        new ArrayList<>(List.of("s_time", "-connect", "localhost:" + server.port()));
    args.addAll(List.of("-CAfile", files.authority().toString()));
    args.addAll(List.of(options));
    return Run.of(args.toArray(String[]::new));
  }

  /** Connections, of these reused, bytes read: of each kind. */
  private static List<List<String>> numbers(Run run) {
    return TIMED
        .matcher(run.out())
        .results()
        .map(found -> List.of(found.group(1), found.group(2), found.group(3)))
        .toList();
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

  private static Path fresh(String name) throws Exception {
    Files.deleteIfExists(directory.resolve(name));
    return directory.resolve(name);
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
