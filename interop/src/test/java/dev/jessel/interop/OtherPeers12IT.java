// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS 1.2 with GnuTLS and curl; GnuTLS is told one key exchange, cipher and MAC each time. */
final class OtherPeers12IT {
  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "ECDHE-RSA-AES128-GCM-SHA256, RSA, ECDHE-RSA, AES-128-GCM, AEAD",
    "ECDHE-ECDSA-AES256-GCM-SHA384, P256, ECDHE-ECDSA, AES-256-GCM, AEAD",
    "ECDHE-ECDSA-CHACHA20-POLY1305, P384, ECDHE-ECDSA, CHACHA20-POLY1305, AEAD",
    "ECDHE-ECDSA-AES128-CCM, P256, ECDHE-ECDSA, AES-128-CCM, AEAD",
    "ECDHE-ECDSA-AES128-CCM8, P256, ECDHE-ECDSA, AES-128-CCM-8, AEAD",
    "DHE-RSA-AES128-GCM-SHA256, RSA, DHE-RSA, AES-128-GCM, AEAD",
    "AES256-GCM-SHA384, RSA, RSA, AES-256-GCM, AEAD",
    "ECDHE-RSA-AES128-SHA, RSA, ECDHE-RSA, AES-128-CBC, SHA1",
    "AES128-SHA256, RSA, RSA, AES-128-CBC, SHA256",
    "CAMELLIA128-SHA, RSA, RSA, CAMELLIA-128-CBC, SHA1"
  })
  void gnuTls(String suite, KeyType type, String exchange, String cipher, String mac)
      throws IOException {
    String priorities =
        String.format(
            "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+%s:-CIPHER-ALL:+%s:-MAC-ALL:+%s",
            exchange, cipher, mac);
    String list = suite + ":@SECLEVEL=0";
    int port = FreePort.find();
    try (ChildProcess server =
            GnuTls.server(port, pki.serverFiles(type), priorities, "-a", "--echo");
        Ssl ssl = JesselClient.connectWhenUp(old(Pki.clientContext()).cipherList(list), port)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      settled(ssl, suite);
      server.await("TLS1.2");
    }
    SslContext.Builder context = old(Pki.serverContext(type)).cipherList(list);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = GnuTls.client(pki, server, priorities)) {
      client.await("Handshake was completed");
      client.send("hello").await("^olleh$");
      client.endInput();
      settled(server.served(), suite);
    }
  }

  @Test
  void curl() throws IOException {
    byte[] content = Payload.of(300_000, 21);
    Path file = pki.file("download");
    SslContext.Builder context = Pki.serverContext(KeyType.RSA).alpn("http/1.1");
    try (JesselServer server = JesselServer.start(context, ssl -> HttpTalk.answer(ssl, content));
        ChildProcess curl = ChildProcess.start(Peer.CURL, curlArguments(server, file))) {
      assertThat(curl.exitStatus()).as(curl.output()).isZero();
      assertThat(file).hasBinaryContent(content);
      Ssl served = server.served();
      assertThat(served.version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(served.applicationProtocol()).contains("http/1.1");
    }
  }

  private Object[] curlArguments(JesselServer server, Path file) throws IOException {
    String url = "https://localhost:" + server.port() + "/file";
    return List.of(
            "-sS",
            "--http1.1",
            "--tlsv1.2",
            "--tls-max",
            "1.2",
            "--noproxy",
            "*",
            "--cacert",
            pki.authority(),
            "--max-time",
            "20",
            "-o",
            file,
            url)
        .toArray();
  }

  private static SslContext.Builder old(SslContext.Builder context) {
    return context.maxVersion(ProtocolVersion.TLS_1_2);
  }

  private static void settled(Ssl ssl, String suite) {
    assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_2);
    assertThat(ssl.cipherSuite().orElseThrow().openSslName()).isEqualTo(suite);
  }
}
