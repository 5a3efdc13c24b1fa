// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import dev.jessel.cli.Main;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renegotiation with OpenSSL's programs, while lines go both ways. */
final class RenegotiationIT {
  private static final int ROUNDS = 6;

  /** Of a transfer, before each of the handshakes. */
  private static final int BLOCKS = 32;

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /**
   * R typed into s_client in the middle of a transfer through our {@code s_server -rev}, with more
   * typed behind it at once. What was typed before is answered by then: OpenSSL's client ends the
   * connection (unexpected record) when data comes between its ClientHello and the ServerHello.
   */
  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_1", "-tls1"})
  void theirClientRenegotiatesAndNothingIsLost(String version) throws IOException {
    Pki pki = new Pki(directory);
    int port = FreePort.find();
    CompletableFuture<Integer> status = serve(pki, port, "-client_renegotiation", "-legacy");
    TypedLines typed = new TypedLines(TypedLines.CLIENT_BLOCK);
    Path answers = pki.file("answers");
    try (ChildProcess client =
        ChildProcess.startInto(answers, Peer.OPENSSL, typist(port, version))) {
      for (int round = 0; round < ROUNDS; round++) {
        type(client, typed, BLOCKS);
        Eventually.is("all is answered", () -> size(answers) == typed.length());
        client.send(typed.command('R'));
      }
      type(client, typed, BLOCKS);
      Eventually.is("all is answered", () -> size(answers) == typed.length());
      assertThat(Files.readString(answers, US_ASCII)).isEqualTo(typed.mirrored());
      client.send("Q");
      assertThat(status.join()).isZero();
      assertThat(handshakes("expect client finished12")).isEqualTo(ROUNDS + 1);
    }
  }

  /** R typed into our s_client while megabytes go both ways through {@code s_server -rev}. */
  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_1", "-tls1"})
  void ourClientRenegotiatesInTheMiddleOfATransfer(String version) throws IOException {
    Pki pki = new Pki(directory);
    TypedLines typed = new TypedLines(TypedLines.CLIENT_BLOCK);
    PipedOutputStream keyboard = new PipedOutputStream();
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try (ChildProcess server =
        server(pki, version, "-rev", "-client_renegotiation", "-cipher", "DEFAULT:@SECLEVEL=0")) {
      String address = "127.0.0.1:" + OpenSsl.port(server);
      PipedInputStream input = new PipedInputStream(keyboard);
      PrintStream out = new PrintStream(answers, true, US_ASCII);
      PrintStream err = new PrintStream(said, true, UTF_8);
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(
              () ->
                  Main.run(
                      input,
                      out,
                      err,
                      "s_client",
                      "-legacy",
                      version,
                      "-brief",
                      "-state",
                      address));
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < BLOCKS; i++) {
          keyboard.write(typed.block());
        }
        keyboard.write("R\n".getBytes(US_ASCII));
      }
      keyboard.write(typed.block());
      keyboard.flush();
      Eventually.is("all is answered", () -> answers.size() == typed.length());
      assertThat(answers.toString(US_ASCII)).isEqualTo(typed.mirrored());
      keyboard.write("Q\n".getBytes(US_ASCII));
      keyboard.close();
      assertThat(status.join()).isZero();
      assertThat(handshakes("expect server finished12")).isGreaterThan(1);
    }
  }

  private static Object[] typist(int port, String version) {
    List<String> arguments = new ArrayList<>(List.of("s_client", version));
    arguments.addAll(List.of("-connect", "127.0.0.1:" + port, "-quiet", "-no_ign_eof"));
    arguments.addAll(List.of("-cipher", "DEFAULT:@SECLEVEL=0"));
    return arguments.toArray();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void type(ChildProcess into, TypedLines typed, int blocks) {
    for (int i = 0; i < blocks; i++) {
      into.send(typed.block());
    }
  }

  private int handshakes(String state) {
    return said.toString(UTF_8).split(state, -1).length - 1;
  }

  @Test
  void unlessThatIsAllowedTheirClientIsRefused() throws IOException {
    Pki pki = new Pki(directory);
    int port = FreePort.find();
    CompletableFuture<Integer> status = serve(pki, port);
    try (ChildProcess client = client(port, "-tls1_2")) {
      client.await("New, TLSv1.2");
      client.send("hello").await("(?m)^olleh$");
      client.send("R").await("no renegotiation");
      assertThat(status.join()).isZero();
    }
  }

  /** We renegotiate with {@code s_server -rev}, in full and abbreviated, and talk on. */
  @Test
  void weRenegotiateWithTheirServer() throws IOException {
    Pki pki = new Pki(directory);
    try (ChildProcess server = server(pki, "-tls1_2", "-rev", "-client_renegotiation");
        Ssl ssl =
            JesselClient.connectWhenUp(
                Pki.clientContext().maxVersion(ProtocolVersion.TLS_1_2), OpenSsl.port(server))) {
      ssl.handshake();
      BufferedReader lines = new BufferedReader(new InputStreamReader(ssl.inputStream(), UTF_8));
      for (int round = 0; round < ROUNDS; round++) {
        ssl.write("one\ntwo\n".getBytes(UTF_8));
        assertThat(lines.readLine()).isEqualTo("eno");
        Bytes before = ssl.clientRandom();
        boolean resume = round % 2 == 1;
        for (SslStatus s = ssl.renegotiate(resume); s != SslStatus.DONE; ) {
          // What the server said before it heard of it.
          assertThat(s).isEqualTo(SslStatus.WANT_READ);
          assertThat(lines.readLine()).isEqualTo("owt");
          s = ssl.isRenegotiationPending() ? ssl.handshake() : SslStatus.DONE;
        }
        assertThat(ssl.clientRandom()).isNotEqualTo(before);
        assertThat(ssl.isResumed()).isEqualTo(resume);
        ssl.write("three\n".getBytes(UTF_8));
        String line = lines.readLine();
        assertThat(line.equals("owt") ? lines.readLine() : line).isEqualTo("eerht");
      }
    }
  }

  /** Their server asks for it ({@code r}) while it sends lines, and ours are on the way. */
  @Test
  void theirServerAsksUs() throws IOException {
    Pki pki = new Pki(directory);
    try (ChildProcess server = server(pki, "-tls1_2");
        Ssl ssl =
            JesselClient.connectWhenUp(
                Pki.clientContext().maxVersion(ProtocolVersion.TLS_1_2), OpenSsl.port(server))) {
      ssl.handshake();
      for (int round = 0; round < ROUNDS; round++) {
        Bytes before = ssl.clientRandom();
        ssl.write(("to you " + round + "\n").getBytes(UTF_8));
        server.await("(?m)^to you " + round + "$");
        ByteBuffer line = ByteBuffer.allocate(100);
        CompletableFuture<SslStatus> reading = CompletableFuture.supplyAsync(() -> read(ssl, line));
        server.send("r");
        Eventually.is(
            "the handshake is over",
            () -> !ssl.clientRandom().equals(before) && !ssl.isRenegotiationPending());
        server.send("to me " + round);
        assertThat(reading.join()).isEqualTo(SslStatus.DONE);
        assertThat(new String(line.array(), 0, line.position(), UTF_8))
            .isEqualTo("to me " + round + "\n");
        assertThat(ssl.clientRandom()).isNotEqualTo(before);
      }
    }
  }

  private static SslStatus read(Ssl ssl, ByteBuffer line) {
    try {
      return ssl.read(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChildProcess client(int port, String... more) {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + port));
    arguments.addAll(List.of(more));
    return ChildProcess.start(Peer.OPENSSL, arguments.toArray());
  }

  private static ChildProcess server(Pki pki, String... more) {
    PemFiles files = pki.serverFiles(KeyType.P256);
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("s_server", "-accept", "127.0.0.1:0"));
    arguments.addAll(List.of("-cert_chain", files.chain()));
    arguments.addAll(List.of("-cert", files.chain(), "-key", files.key()));
    arguments.addAll(List.of(more));
    return ChildProcess.start(Peer.OPENSSL, arguments.toArray());
  }

  private CompletableFuture<Integer> serve(Pki pki, int port, String... more) throws IOException {
    PemFiles files = pki.serverFiles(KeyType.P256);
    String[] all = {
      "s_server",
      "-accept",
      Integer.toString(port),
      "-cert",
      files.chain().toString(),
      "-key",
      files.key().toString(),
      "-rev",
      "-state",
      "-naccept",
      "1"
    };
    String[] arguments = Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, arguments, all.length, more.length);
    PipedInputStream input = new PipedInputStream(new PipedOutputStream());
    PrintStream output = new PrintStream(said, true, UTF_8);
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> Main.run(input, output, output, arguments));
    Eventually.is("the server listens", () -> said.toString(UTF_8).contains("ACCEPT"));
    return status;
  }
}
