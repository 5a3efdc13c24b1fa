// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** curl with an HTTPS server on Jessel. */
final class CurlIT {
  private static final int SIZE = 16_000_007;

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @Test
  void aBigDownloadArrives() throws IOException {
    byte[] content = Payload.of(SIZE, 11);
    Path file = pki.file("download");
    SslContext.Builder context = Pki.serverContext().alpn("http/1.1");
    try (JesselServer server = JesselServer.start(context, ssl -> HttpTalk.answer(ssl, content));
        ChildProcess curl = curl(server, "-o", file, "-w", "%{http_code} %{ssl_verify_result}")) {
      assertThat(curl.exitStatus()).as(curl.output()).isZero();
      assertThat(curl.output()).isEqualTo("200 0");
      assertThat(Payload.digest(Files.readAllBytes(file))).isEqualTo(Payload.digest(content));
      Ssl ssl = server.served();
      assertThat(ssl.applicationProtocol()).contains("http/1.1");
      assertThat(ssl.serverName()).contains("localhost");
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 1.2", "TLSv1.1, 1.1", "TLSv1, 1.0"})
  void olderVersions(String version, String number) throws IOException {
    byte[] content = Payload.of(300_000, 21);
    Path file = pki.file("download");
    ProtocolVersion only = ProtocolVersion.named(version).orElseThrow();
    SslContext.Builder context =
        Pki.serverContext(KeyType.RSA)
            .minVersion(only)
            .maxVersion(only)
            .securityLevel(0)
            .alpn("http/1.1");
    try (JesselServer server = JesselServer.start(context, ssl -> HttpTalk.answer(ssl, content));
        ChildProcess curl =
            curl(
                server,
                "--tlsv" + number,
                "--tls-max",
                number,
                "--ciphers",
                "DEFAULT@SECLEVEL=0",
                "-o",
                file)) {
      assertThat(curl.exitStatus()).as(curl.output()).isZero();
      assertThat(Files.readAllBytes(file)).isEqualTo(content);
      Ssl served = server.served();
      assertThat(served.version()).contains(only);
      assertThat(served.applicationProtocol()).contains("http/1.1");
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.3, 1.3", "TLSv1.2, 1.2"})
  void theSecondConnectionOfOneRunResumes(String version, String number) throws IOException {
    byte[] content = Payload.of(1000, 22);
    ProtocolVersion only = ProtocolVersion.named(version).orElseThrow();
    SslContext.Builder context = Pki.serverContext().minVersion(only).maxVersion(only);
    try (JesselServer server = JesselServer.start(context, ssl -> HttpTalk.answer(ssl, content));
        ChildProcess curl =
            curl(
                server,
                "--tlsv" + number,
                "-o",
                pki.file("one"),
                "https://localhost:" + server.port() + "/one",
                "-o",
                pki.file("two"))) {
      assertThat(curl.exitStatus()).as(curl.output()).isZero();
      assertThat(server.served().isResumed()).isFalse();
      assertThat(server.served().isResumed()).isTrue();
      assertThat(Files.readAllBytes(pki.file("two"))).isEqualTo(content);
    }
  }

  @Test
  void aBigUploadArrives() throws IOException {
    byte[] content = Payload.of(SIZE, 12);
    Path file = pki.write("upload", content);
    try (JesselServer server = JesselServer.start(Pki.serverContext(), HttpTalk::answerWithDigest);
        ChildProcess curl = curl(server, "-T", file)) {
      assertThat(curl.exitStatus()).as(curl.output()).isZero();
      assertThat(curl.output()).isEqualTo(Payload.digest(content));
      server.served();
    }
  }

  @Test
  void aClientCertificateIsShown() throws IOException {
    PemFiles files = pki.clientFiles(KeyType.P256);
    byte[] content = Payload.of(100, 13);
    SslContext.Builder context = Pki.serverContext().verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(context, ssl -> HttpTalk.answer(ssl, content));
        ChildProcess curl =
            curl(server, "--cert", files.chain(), "--key", files.key(), "-o", pki.file("out"))) {
      assertThat(curl.exitStatus()).as(curl.output()).isZero();
      assertThat(server.served().peerCertificates().get(0).subject()).isEqualTo("CN = somebody");
      assertThat(Files.readAllBytes(pki.file("out"))).isEqualTo(content);
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws IOException {
    SslContext.Builder context =
        SslContext.server()
            .credential(Pki.factory().server(KeyType.P256, "other.example").credential());
    try (JesselServer server =
            JesselServer.start(context, ssl -> HttpTalk.answer(ssl, new byte[1]));
        ChildProcess curl = curl(server)) {
      // 60: the peer's certificate cannot be authenticated. curl looks at names by itself, and
      // after the handshake.
      assertThat(curl.exitStatus()).isEqualTo(60);
      assertThat(curl.output()).contains("localhost");
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() throws IOException {
    SslContext.Builder context =
        SslContext.server()
            .credential(CertificateFactory.create().localhost(KeyType.P256).credential());
    try (JesselServer server =
            JesselServer.start(context, ssl -> HttpTalk.answer(ssl, new byte[1]));
        ChildProcess curl = curl(server)) {
      assertThat(curl.exitStatus()).isEqualTo(60);
      assertThat(server.refused().reason()).contains(SslReason.TLSV1_ALERT_UNKNOWN_CA);
    }
  }

  private ChildProcess curl(JesselServer server, Object... options) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("-sS", "--http1.1", "--tlsv1.3"));
    arguments.addAll(List.of("--noproxy", "*", "--cacert", pki.authority()));
    arguments.addAll(List.of("-H", "Expect:", "--max-time", "20"));
    arguments.addAll(List.of("--resolve", "localhost:" + server.port() + ":127.0.0.1"));
    arguments.addAll(Arrays.asList(options));
    arguments.add("https://localhost:" + server.port() + "/file");
    return ChildProcess.start(Peer.CURL, arguments.toArray());
  }
}
