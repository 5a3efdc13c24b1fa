// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cli.Main;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Session files, early data and keys: the {@code jessel} command and OpenSSL's as one takes them.
 */
final class SessionCommandsIT {
  private static final String KEY = "00112233445566778899aabbccddeeff";

  @TempDir Path directory;
  private Pki pki;
  private Path session;
  private Path early;
  private OurServer ours;

  @BeforeEach
  void makeFiles() throws IOException {
    pki = new Pki(directory);
    session = directory.resolve("session.pem");
    early = Files.writeString(directory.resolve("early.txt"), "early words\n");
  }

  @AfterEach
  void stopOurs() {
    if (ours != null) {
      ours.close();
    }
  }

  // ---- With our server

  @ParameterizedTest
  @CsvSource({"-tls1_3,", "-tls1_3, -no_ticket", "-tls1_2,", "-tls1_2, -no_ticket"})
  void theirFileBringsOurClientBackToOurServer(String version, String option) throws IOException {
    ours = new OurServer(option == null ? new Object[0] : new Object[] {option});
    theirs(ours.port(), version, "-sess_out", session);
    assertThat(ourClient(ours.port(), version, "-sess_in", session)).contains("Reused, TLSv1.");
  }

  @ParameterizedTest
  @CsvSource({"-tls1_3,", "-tls1_3, -no_ticket", "-tls1_2,", "-tls1_2, -no_ticket"})
  void ourFileBringsTheirClientBackToOurServer(String version, String option) throws IOException {
    ours = new OurServer(option == null ? new Object[0] : new Object[] {option});
    ourClient(ours.port(), version, "-sess_out", session);
    assertThat(theirs(ours.port(), version, "-sess_in", session)).contains("Reused, TLSv1.");
  }

  @Test
  void theirEarlyDataIsTakenOnce() throws IOException {
    ours = new OurServer("-early_data");
    assertThat(theirs(ours.port(), "-tls1_3", "-sess_out", session))
        .contains("Max Early Data: 16384");
    assertThat(theirs(ours.port(), "-tls1_3", "-sess_in", session, "-early_data", early))
        .contains("Reused, TLSv1.3", "Early data was accepted");
    assertThat(theirs(ours.port(), "-tls1_3", "-sess_in", session, "-early_data", early))
        .contains("Early data was rejected");
    assertThat(ours.said()).containsOnlyOnce("early words").contains("Early data was rejected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void theirClientBringsAKey(String version) throws IOException {
    ours = new OurServer("-nocert", "-psk", KEY, "-psk_identity", "somebody");
    theirs(ours.port(), version, "-psk", KEY, "-psk_identity", "somebody");
    assertThat(ours.said()).contains("PSK identity: somebody");
  }

  @Test
  void theirClientBringsASessionAsKey() throws IOException {
    ours = new OurServer();
    theirs(ours.port(), "-tls1_3", "-sess_out", session);
    ours.close();
    ours = new OurServer("-nocert", "-psk_session", session, "-psk_identity", "somebody");
    theirs(ours.port(), "-tls1_3", "-psk_session", session, "-psk_identity", "somebody");
    assertThat(ours.said()).contains("PSK identity: somebody");
  }

  @Test
  void theirTimerFindsSessionsReused() throws IOException {
    ours = new OurServer("-tls1_2", "-www");
    try (ChildProcess timer =
        ChildProcess.start(
            Peer.OPENSSL, "s_time", "-connect", "127.0.0.1:" + ours.port(), "-reuse", "-time", 1)) {
      assertThat(timer.exitStatus()).as(timer.output()).isZero();
      assertThat(timer.await("(\\d+) connections in \\d+ real seconds")).isNotEqualTo("0");
    }
    assertThat(ours.said()).contains("Reused session-id");
  }

  // ---- With their server

  @ParameterizedTest
  @CsvSource({"-tls1_3,", "-tls1_3, -no_ticket", "-tls1_2,", "-tls1_2, -no_ticket"})
  void filesBringBothClientsBackToTheirServer(String version, String option) throws IOException {
    Object[] options = option == null ? new Object[] {"-rev"} : new Object[] {"-rev", option};
    try (ChildProcess server = server(options)) {
      int port = OpenSsl.port(server);
      ourClient(port, version, "-sess_out", session);
      assertThat(theirs(port, version, "-sess_in", session)).contains("Reused, TLSv1.");
      theirs(port, version, "-sess_out", session);
      assertThat(ourClient(port, version, "-sess_in", session)).contains("Reused, TLSv1.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void ourClientReconnectsToTheirServer(String version) throws IOException {
    try (ChildProcess server = server("-rev")) {
      String said = ourClient(OpenSsl.port(server), version, "-reconnect");
      assertThat(said.split("Reused, TLSv1", -1)).hasSize(6);
    }
  }

  @Test
  void ourEarlyDataIsTakenOnceByTheirServer() throws IOException {
    try (ChildProcess server = server("-early_data")) {
      int port = OpenSsl.port(server);
      assertThat(ourClient(port, "-sess_out", session)).contains("Max Early Data: 16384");
      assertThat(ourClient(port, "-sess_in", session, "-early_data", early))
          .contains("Reused, TLSv1.3", "Early data was accepted");
      server.await("early words");
      assertThat(ourClient(port, "-sess_in", session, "-early_data", early))
          .contains("Early data was rejected");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void ourClientBringsAKeyToTheirServer(String version) throws IOException {
    try (ChildProcess server =
        server("-rev", "-nocert", "-psk", KEY, "-psk_identity", "somebody", version)) {
      int port = OpenSsl.port(server);
      assertThat(ourClient(port, version, "-psk", KEY, "-psk_identity", "somebody"))
          .contains("no peer certificate available", "New, TLSv1.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void ourTimerFindsSessionsReused(String version) throws IOException {
    try (ChildProcess server = server("-www")) {
      String said =
          run(
              "s_time",
              "-connect",
              "127.0.0.1:" + OpenSsl.port(server),
              "-CAfile",
              pki.authority(),
              "-verify",
              1,
              "-reuse",
              "-time",
              1,
              "-www",
              "/",
              version);
      assertThat(said)
          .containsPattern("(?s)(\\d+) connections in .*\\s\\1 of them reused a session; [1-9]");
    }
  }

  // ---- The file itself

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void opensslShowsOurFile(String version) throws IOException {
    ours = new OurServer("-early_data", "-context", "here");
    ourClient(ours.port(), version, "-sess_out", session);
    try (ChildProcess shown =
        ChildProcess.start(Peer.OPENSSL, "sess_id", "-in", session, "-text", "-noout", "-cert")) {
      assertThat(shown.exitStatus()).as(shown.output()).isZero();
      assertThat(shown.output())
          .contains("Protocol  : TLSv1." + version.charAt(version.length() - 1))
          .contains("Cipher    : ", "TLS session ticket lifetime hint: 7200 (seconds)")
          .contains("Verify return code: 0 (ok)");
    }
  }

  // ---- How they are started

  private ChildProcess server(Object... options) {
    PemFiles files = pki.serverFiles(KeyType.P256);
    List<Object> arguments = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0"));
    if (!List.of(options).contains("-nocert")) {
      arguments.addAll(List.of("-cert", files.chain(), "-key", files.key()));
    }
    arguments.addAll(Arrays.asList(options));
    return ChildProcess.start(Peer.OPENSSL, arguments.toArray());
  }

  /** Their client comes, stays for its session, and goes; what it said. */
  private String theirs(int port, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + port));
    arguments.addAll(List.of("-servername", "localhost", "-CAfile", pki.authority()));
    arguments.addAll(Arrays.asList(options));
    if (List.of(options).contains("-sess_out")) {
      forgetFile();
    }
    try (ChildProcess client = ChildProcess.start(Peer.OPENSSL, arguments.toArray())) {
      client.await("Verify return code|SSL-Session:");
      if (List.of(options).contains("-sess_out")) {
        Eventually.is("the session is written", () -> isWhole(session));
      }
      client.send("Q");
      assertThat(client.exitStatus()).as(client.output()).isZero();
      return client.output();
    }
  }

  private void forgetFile() {
    try {
      Files.deleteIfExists(session);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWhole(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).contains("-----END");
    } catch (IOException e) {
      return false;
    }
  }

  private String ourClient(int port, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + port));
    arguments.addAll(List.of("-servername", "localhost", "-CAfile", pki.authority()));
    arguments.addAll(Arrays.asList(options));
    return run(arguments.toArray());
  }

  private static String run(Object... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream output = new PrintStream(said, true, UTF_8);
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int status = Main.run(new ByteArrayInputStream(new byte[0]), output, output, words);
    assertThat(status).as(said.toString(UTF_8)).isZero();
    return said.toString(UTF_8);
  }

  /** Our command as server, on a thread and a port of its own. */
  private final class OurServer implements AutoCloseable {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final Thread thread;

    OurServer(Object... options) throws IOException {
      PemFiles files = pki.serverFiles(KeyType.P256);
      List<String> arguments = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0"));
      arguments.addAll(List.of("-cert", files.chain().toString(), "-key", files.key().toString()));
      Arrays.stream(options).map(Object::toString).forEach(arguments::add);
      PipedInputStream typed = new PipedInputStream(keyboard);
      PrintStream output = new PrintStream(said, true, UTF_8);
      thread =
          new Thread(
              () -> Main.run(typed, output, output, arguments.toArray(String[]::new)), "ours");
      thread.setDaemon(true);
      thread.start();
    }

    String said() {
      return said.toString(UTF_8);
    }

    int port() {
      Eventually.is("the server listens", () -> said().contains("ACCEPT "));
      String line = said().split("ACCEPT ", -1)[1].split("\\R", -1)[0];
      return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        thread.join(20_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
