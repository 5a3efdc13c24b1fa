// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.cli.Main;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Certificates after the handshake, with OpenSSL's programs at either end. */
final class PostHandshakeAuthIT {
  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "RSA", "ED25519"})
  void theirClientIsAskedAgainAndAgain(KeyType type) throws IOException {
    PemFiles files = pki.clientFiles(type);
    JesselServer.Talk talk =
        ssl -> {
          SslStatus done = ssl.handshake();
          assertThat(done).isEqualTo(SslStatus.DONE);
          for (int round = 0; round < 3; round++) {
            assertThat(ssl.requestClientCertificate(SslVerify.REQUIRED)).isEqualTo(SslStatus.DONE);
            Lines.send(ssl, "asked " + round);
            while (ssl.isCertificateAwaited()) {
              assertThat(Lines.receive(ssl)).startsWith("go on");
            }
            assertThat(ssl.peerCertificates().get(0).subject()).isEqualTo("CN = somebody");
          }
          Lines.mirror(ssl);
        };
    try (JesselServer server = JesselServer.start(Pki.serverContext(), talk);
        ChildProcess client =
            OpenSsl.client(
                pki,
                server,
                "-brief",
                "-enable_pha",
                "-cert",
                files.chain(),
                "-key",
                files.key())) {
      for (int round = 0; round < 3; round++) {
        client.await("^asked " + round + "$");
        client.send("go on " + round);
      }
      client.send("hello").await("^olleh$");
      client.send("Q");
      assertThat(server.served().isCertificateAwaited()).isFalse();
    }
  }

  @Test
  void theirClientDeclines() throws IOException {
    JesselServer.Talk talk =
        ssl -> {
          SslStatus ignored = ssl.handshake();
          ignored = ssl.requestClientCertificate(SslVerify.PEER);
          Lines.mirror(ssl);
        };
    try (JesselServer server = JesselServer.start(Pki.serverContext(), talk);
        ChildProcess client = OpenSsl.client(pki, server, "-brief", "-enable_pha")) {
      client.send("hello").await("^olleh$");
      client.send("Q");
      Ssl ssl = server.served();
      assertThat(ssl.isCertificateAwaited()).isFalse();
      assertThat(ssl.peerCertificates()).isEmpty();
    }
  }

  @Test
  void theirClientMustNotDecline() throws IOException {
    JesselServer.Talk talk =
        ssl -> {
          SslStatus ignored = ssl.handshake();
          ignored = ssl.requestClientCertificate(SslVerify.REQUIRED);
          Lines.mirror(ssl);
        };
    try (JesselServer server = JesselServer.start(Pki.serverContext(), talk);
        ChildProcess client = OpenSsl.client(pki, server, "-brief", "-enable_pha")) {
      client.send("hello");
      assertThat(server.refused().reason()).contains(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE);
      client.await("SSL alert number 116");
    }
  }

  @Test
  void theirClientDidNotOfferIt() throws IOException {
    JesselServer.Talk talk =
        ssl -> {
          SslStatus ignored = ssl.handshake();
          ignored = ssl.requestClientCertificate(SslVerify.PEER);
        };
    try (JesselServer server = JesselServer.start(Pki.serverContext(), talk);
        ChildProcess client = OpenSsl.client(pki, server, "-brief")) {
      SslException refusal = server.refused();
      assertThat(refusal.reason()).contains(SslReason.EXTENSION_NOT_RECEIVED);
      assertThat(client.exitStatus()).isZero();
    }
  }

  /** A line with {@code c} has their server ask, each time. */
  @ParameterizedTest
  @EnumSource(names = {"P256", "RSA"})
  void theirServerAsksUs(KeyType type) throws IOException {
    SslContext.Builder client =
        Pki.clientContext().postHandshakeAuth(true).credential(Pki.client(type).credential());
    try (ChildProcess server = asking();
        Ssl ssl = JesselClient.connectWhenUp(client, OpenSsl.port(server))) {
      assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      for (int round = 1; round <= 3; round++) {
        server.send("c").await(heard(">>>", "CertificateRequest", round));
        server.send("to you " + round);
        assertThat(Lines.receive(ssl)).isEqualTo("to you " + round);
        Lines.send(ssl, "to them " + round);
        server.await("(?m)^to them " + round + "$");
        server.await(heard("<<<", "CertificateVerify", round));
      }
    }
  }

  @Test
  void weDeclineToTheirServer() throws IOException {
    try (ChildProcess server = asking();
        Ssl ssl =
            JesselClient.connectWhenUp(
                Pki.clientContext().postHandshakeAuth(true), OpenSsl.port(server))) {
      assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      server.send("c").await(heard(">>>", "CertificateRequest", 1));
      server.send("to you");
      assertThat(Lines.receive(ssl)).isEqualTo("to you");
      assertThat(ssl.isCertificateRequested()).isTrue();
      Lines.send(ssl, "to them");
      server.await("(?m)^to them$");
    }
  }

  @Test
  void theirServerCannotAskWhoDoesNotOfferIt() throws IOException {
    try (ChildProcess server = asking();
        Ssl ssl = JesselClient.connectWhenUp(Pki.clientContext(), OpenSsl.port(server))) {
      assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      server.send("c").await("extension not received");
      Lines.send(ssl, "to them");
      server.await("(?m)^to them$");
    }
  }

  /** The {@code c} line of our command, and {@code -enable_pha} of theirs. */
  @Test
  void ourCommandAsksTheirClient() throws IOException {
    PemFiles server = pki.serverFiles(KeyType.P256);
    PemFiles shown = pki.clientFiles(KeyType.P256);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int port = FreePort.find();
    OutputStream typed = new PipedOutputStream();
    CompletableFuture<Integer> status =
        run(
            said,
            typed,
            "s_server",
            "-accept",
            "" + port,
            "-cert",
            "" + server.chain(),
            "-key",
            "" + server.key(),
            "-CAfile",
            "" + pki.authority(),
            "-naccept",
            "1");
    Eventually.is("the server listens", () -> said.toString(UTF_8).contains("ACCEPT"));
    try (ChildProcess client =
        OpenSsl.client(
            pki, port, "-brief", "-enable_pha", "-cert", shown.chain(), "-key", shown.key())) {
      Eventually.is("it has come", () -> said.toString(UTF_8).contains("CONNECTION from"));
      typed.write("c\nhello\n".getBytes(UTF_8));
      typed.flush();
      client.await("^hello$");
      Eventually.is("it is known", () -> said.toString(UTF_8).contains("somebody"));
      client.send("Q");
      assertThat(status.join()).isZero();
    }
  }

  /** {@code -enable_pha} of our command, and the {@code c} line of theirs. */
  @Test
  void theirServerAsksOurCommand() throws IOException {
    PemFiles shown = pki.clientFiles(KeyType.P256);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    OutputStream typed = new PipedOutputStream();
    try (ChildProcess server = asking()) {
      int port = OpenSsl.port(server);
      CompletableFuture<Integer> status =
          run(
              said,
              typed,
              "s_client",
              "-connect",
              "127.0.0.1:" + port,
              "-enable_pha",
              "-cert",
              "" + shown.chain(),
              "-key",
              "" + shown.key(),
              "-CAfile",
              "" + pki.authority());
      Eventually.is("it has come", () -> said.toString(UTF_8).contains("CONNECTED"));
      typed.write("hello\n".getBytes(UTF_8));
      typed.flush();
      server.await("^hello$");
      server.send("c").await(heard("<<<", "CertificateVerify", 1));
      typed.write("Q\n".getBytes(UTF_8));
      typed.flush();
      assertThat(status.join()).isZero();
    }
  }

  /** A message that their server sent or got, so many times. */
  private static String heard(String way, String message, int times) {
    return "(?s)(" + way + " TLS 1.3, Handshake [^\n]*" + message + ".*){" + times + "}";
  }

  private ChildProcess asking() {
    return OpenSsl.server(pki.serverFiles(KeyType.P256), "-msg", "-CAfile", pki.authority());
  }

  private static CompletableFuture<Integer> run(
      ByteArrayOutputStream said, OutputStream typed, String... arguments) throws IOException {
    PipedInputStream input = new PipedInputStream((PipedOutputStream) typed);
    PrintStream output = new PrintStream(said, true, UTF_8);
    return CompletableFuture.supplyAsync(() -> Main.run(input, output, output, arguments));
  }
}
