// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cli.Main;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code jessel} command with OpenSSL's, as people use the two. */
final class CommandLineIT {
  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void ourClientVerifiesAndTalksWithTheirServer() throws IOException {
    Pki pki = new Pki(directory);
    try (ChildProcess server = OpenSsl.server(pki.serverFiles(KeyType.P256), "-rev");
        PipedOutputStream typed = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(typed)) {
      CompletableFuture<Integer> status =
          run(
              input,
              "s_client",
              "-connect",
              "localhost:" + OpenSsl.port(server),
              "-CAfile",
              pki.authority().toString(),
              "-verify_return_error",
              "-brief");
      type(typed, "hello");
      Eventually.is("the answer came", () -> said.toString(UTF_8).contains("olleh"));
      type(typed, "Q");
      assertThat(status.join()).isZero();
      assertThat(said.toString(UTF_8)).contains("TLSv1.3").contains("Verification: OK");
    }
  }

  @Test
  void ourServerTalksWithTheirClient() throws IOException {
    Pki pki = new Pki(directory);
    int port = FreePort.find();
    PemFiles files = pki.serverFiles(KeyType.P256);
    CompletableFuture<Integer> status =
        run(
            new PipedInputStream(new PipedOutputStream()),
            "s_server",
            "-accept",
            Integer.toString(port),
            "-cert",
            files.chain().toString(),
            "-key",
            files.key().toString(),
            "-rev",
            "-naccept",
            "1");
    Eventually.is("the server listens", () -> said.toString(UTF_8).contains("ACCEPT"));
    try (ChildProcess client = OpenSsl.client(pki, port, "-brief")) {
      client.send("hello").await("^olleh$");
      client.send("Q").await("^Verification: OK$");
      assertThat(status.join()).isZero();
    }
  }

  private CompletableFuture<Integer> run(PipedInputStream input, String... arguments) {
    PrintStream output = new PrintStream(said, true, UTF_8);
    return CompletableFuture.supplyAsync(() -> Main.run(input, output, output, arguments));
  }

  private static void type(PipedOutputStream typed, String line) throws IOException {
    typed.write((line + "\n").getBytes(UTF_8));
    typed.flush();
  }
}
