// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renegotiation with OpenSSL's programs, while lines go both ways. */
final class RenegotiationIT {
  private static final int ROUNDS = 6;
  private static final int LINES = 400;

  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** R typed into s_client in the middle of a transfer through our {@code s_server -rev}. */
  @Test
  void theirClientRenegotiatesAndNothingIsLost() throws IOException {
    Pki pki = new Pki(directory);
    int port = FreePort.find();
    CompletableFuture<Integer> status = serve(pki, port, "-client_renegotiation");
    try (ChildProcess client = client(port)) {
      client.await("New, TLSv1.2");
      for (int round = 0; round < ROUNDS; round++) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
          lines.append("line ").append(round).append('-').append(i).append('\n');
        }
        client.send(lines.toString().getBytes(UTF_8));
        // Some answers are here, others on their way: all that was typed is read by then.
        client.await("(?m)^" + reversed("line " + round + "-" + (LINES - 1)) + "$");
        client.send("R").await("(?s)(RENEGOTIATING.*){" + (round + 1) + "}");
      }
      client.send("last").await("(?m)^tsal$");
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < LINES; i++) {
          assertThat(client.output()).contains("\n" + reversed("line " + round + "-" + i) + "\n");
        }
      }
      client.send("Q");
      assertThat(status.join()).isZero();
      String states = said.toString(UTF_8);
      assertThat(states.split("expect client finished12", -1)).hasSizeGreaterThan(ROUNDS + 1);
    }
  }

  @Test
  void unlessThatIsAllowedTheirClientIsRefused() throws IOException {
    Pki pki = new Pki(directory);
    int port = FreePort.find();
    CompletableFuture<Integer> status = serve(pki, port);
    try (ChildProcess client = client(port)) {
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
    try (ChildProcess server = server(pki, "-rev", "-client_renegotiation");
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
    try (ChildProcess server = server(pki);
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

  private static ChildProcess client(int port) {
    return ChildProcess.start(Peer.OPENSSL, "s_client", "-connect", "127.0.0.1:" + port, "-tls1_2");
  }

  private static ChildProcess server(Pki pki, String... more) {
    PemFiles files = pki.serverFiles(KeyType.P256);
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("s_server", "-accept", "127.0.0.1:0", "-tls1_2"));
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

  private static String reversed(String line) {
    return new StringBuilder(line).reverse().toString();
  }
}
