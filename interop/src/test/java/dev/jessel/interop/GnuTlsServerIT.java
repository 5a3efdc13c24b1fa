// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients on Jessel with {@code gnutls-serv}, which echoes unless noted. */
final class GnuTlsServerIT {
  @TempDir Path directory;
  private Pki pki;
  private int port;

  @BeforeEach
  void findPort() throws IOException {
    pki = new Pki(directory);
    port = FreePort.find();
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_AES_128_GCM_SHA256, AES-128-GCM",
    "TLS_AES_256_GCM_SHA384, AES-256-GCM",
    "TLS_CHACHA20_POLY1305_SHA256, CHACHA20-POLY1305",
    "TLS_AES_128_CCM_SHA256, AES-128-CCM",
    "TLS_AES_128_CCM_8_SHA256, AES-128-CCM-8"
  })
  void everySuite(String suite, String cipher) throws IOException {
    try (ChildProcess server = echo(GnuTls.TLS_13 + ":-CIPHER-ALL:+" + cipher, "-a");
        Ssl ssl =
            connect(
                Pki.clientContext()
                    .cipherSuites("TLS_AES_256_GCM_SHA384:" + suite)
                    .securityLevel(0))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(ssl.cipherSuite().orElseThrow().name()).isEqualTo(suite);
      server.await("^- Cipher: " + cipher + "$");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X25519, X25519",
    "P-256, SECP256R1",
    "P-384, SECP384R1",
    "P-521, SECP521R1",
    "X448, X448",
    "ffdhe2048, FFDHE2048",
    "ffdhe3072, FFDHE3072",
    "ffdhe4096, FFDHE4096"
  })
  void everyGroup(String group, String theirs) throws IOException {
    try (ChildProcess server = echo(GnuTls.TLS_13 + ":-GROUP-ALL:+GROUP-" + theirs, "-a");
        Ssl ssl = connect(Pki.clientContext().groups(group))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
      assertThat(ssl.wasHelloRetried()).isFalse();
      server.await("\\(TLS1.3-X.509\\)-\\((ECDHE|DHE)-" + theirs + "\\)");
    }
  }

  @Test
  void helloRetryRequest() throws IOException {
    try (ChildProcess server = echo(GnuTls.TLS_13 + ":-GROUP-ALL:+GROUP-SECP384R1", "-a");
        Ssl ssl = connect(Pki.clientContext().groups("X25519:P-384"))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.wasHelloRetried()).isTrue();
      assertThat(ssl.group()).contains(NamedGroup.SECP384R1);
      server.await("ECDHE-SECP384R1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "P256, ecdsa_secp256r1_sha256, ECDSA-SECP256R1-SHA256",
    "P384, ecdsa_secp384r1_sha384, ECDSA-SECP384R1-SHA384",
    "P521, ecdsa_secp521r1_sha512, ECDSA-SECP521R1-SHA512",
    "RSA, rsa_pss_rsae_sha256, RSA-PSS-RSAE-SHA256",
    "RSA, rsa_pss_rsae_sha384, RSA-PSS-RSAE-SHA384",
    "RSA, rsa_pss_rsae_sha512, RSA-PSS-RSAE-SHA512",
    "RSA_PSS, rsa_pss_pss_sha256, RSA-PSS-SHA256",
    "RSA_PSS, rsa_pss_pss_sha384, RSA-PSS-SHA384",
    "RSA_PSS, rsa_pss_pss_sha512, RSA-PSS-SHA512",
    "ED25519, ed25519, EdDSA-Ed25519",
    "ED448, ed448, EdDSA-Ed448"
  })
  void everySignature(KeyType type, String scheme, String theirs) throws IOException {
    String priorities = GnuTls.TLS_13 + ":-SIGN-ALL:+SIGN-" + theirs + ":+SIGN-ECDSA-SHA256";
    try (ChildProcess server = echo(type, priorities, "-a");
        Ssl ssl = connect(Pki.clientContext())) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.peerSignatureScheme().orElseThrow().name()).isEqualTo(scheme);
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
      server.await("^- Server Signature: " + theirs + "$");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"P256", "RSA", "RSA_PSS", "ED25519"})
  void clientCertificates(KeyType type) throws IOException {
    SslContext.Builder context = Pki.clientContext().credential(Pki.client(type).credential());
    try (ChildProcess server =
            echo(GnuTls.TLS_13, "-r", "--verify-client-cert", "--x509cafile", pki.authority());
        Ssl ssl = connect(context)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.isCertificateRequested()).isTrue();
      server.await("^\\s*Subject: CN=somebody$");
      server.await("The certificate is trusted");
    }
  }

  @Test
  void aClientWithoutTheRequiredCertificateIsRefused() throws IOException {
    try (ChildProcess server = echo(GnuTls.TLS_13, "-r", "--x509cafile", pki.authority());
        Ssl ssl = connect(Pki.clientContext())) {
      SslException refusal =
          catchThrowableOfType(SslException.class, () -> Lines.ask(ssl, "hello"));
      assertThat(refusal.reason()).contains(SslReason.TLSV13_ALERT_CERTIFICATE_REQUIRED);
      server.await("ertificate is required");
    }
  }

  @Test
  void applicationProtocolIsAgreedUpon() throws IOException {
    try (ChildProcess server = echo(GnuTls.TLS_13, "-a", "--alpn", "h2", "--alpn-fatal");
        Ssl ssl = connect(Pki.clientContext().alpn("http/1.1", "h2"))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.applicationProtocol()).contains("h2");
      server.await("^- Application protocol: h2$");
    }
  }

  @Test
  void noApplicationProtocolInCommonEndsTheHandshake() throws IOException {
    try (ChildProcess server = echo(GnuTls.TLS_13, "-a", "--alpn", "h2", "--alpn-fatal");
        Ssl ssl = connect(Pki.clientContext().alpn("http/1.1"))) {
      SslException refusal =
          catchThrowableOfType(SslException.class, () -> Lines.ask(ssl, "hello"));
      assertThat(refusal.reason()).contains(SslReason.TLSV1_ALERT_NO_APPLICATION_PROTOCOL);
      server.await("No common application protocol");
    }
  }

  @Test
  void exportedKeyingMaterialIsEqual() throws IOException {
    try (ChildProcess server =
            echo(
                GnuTls.TLS_13,
                "-a",
                "--keymatexport=EXPERIMENTAL-jessel",
                "--keymatexportsize=44");
        Ssl ssl = connect(Pki.clientContext())) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      byte[] ours = ssl.exportKeyingMaterial("EXPERIMENTAL-jessel", null, 44);
      assertThat(server.await("^- Key material: (\\p{XDigit}+)$"))
          .isEqualTo(HexFormat.of().formatHex(ours));
    }
  }

  @Test
  void keyLogsAreEqual() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Path log = pki.file("keys.log");
    try (ChildProcess server =
            GnuTls.server(
                Map.of("SSLKEYLOGFILE", log.toString()),
                port,
                pki.serverFiles(KeyType.P256),
                GnuTls.TLS_13,
                "--echo",
                "-a");
        Ssl ssl = connect(Pki.clientContext().keyLog(lines::add))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      server.await("received cmd: hello");
      assertThat(lines).hasSize(5);
      assertThat(KeyLogFile.read(log)).containsExactlyInAnyOrderElementsOf(lines);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keyUpdateFromUs(boolean askForOne) throws IOException {
    Messages messages = new Messages();
    try (ChildProcess server = echo(GnuTls.TLS_13, "-a");
        Ssl ssl = connect(Pki.clientContext().listener(messages))) {
      assertThat(Lines.ask(ssl, "before")).isEqualTo("before");
      assertThat(ssl.updateKeys(askForOne)).isEqualTo(SslStatus.DONE);
      assertThat(Lines.ask(ssl, "after")).isEqualTo("after");
      assertThat(Lines.ask(ssl, "again")).isEqualTo("again");
      assertThat(messages.keyUpdatesSent()).containsExactly(askForOne);
      assertThat(messages.keyUpdatesReceived()).isEqualTo(askForOne ? List.of(false) : List.of());
      server.await("received cmd: again");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1000, 4096})
  void theServersRecordSizeLimitIsKept(int limit) throws IOException {
    try (ChildProcess server = http(Payload.of(10, 1), "--recordsize=" + limit);
        WireTap tap = new WireTap(JesselClient.bio(port));
        Ssl ssl = JesselClient.over(Pki.clientContext().recordSizeLimit(16385), tap)) {
      Lines.send(ssl, "GET /" + "x".repeat(8000) + " HTTP/1.0\r\n\r");
      assertThat(Lines.receive(ssl)).startsWith("HTTP/1.0 200");
      // Our Finished goes out with the same keys as the rest of the flight, under the same limit.
      assertThat(tap.encryptedRecordsSent()).allMatch(size -> size <= limit + 1 + 16);
      assertThat(server.output()).doesNotContain("Error");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 512, 1000, 4096})
  void ourRecordSizeLimitIsKept(int limit) throws IOException {
    byte[] content = Payload.of(100_000, 5);
    try (ChildProcess server = http(content);
        WireTap tap = new WireTap(JesselClient.bio(port));
        Ssl ssl = JesselClient.over(Pki.clientContext().recordSizeLimit(limit), tap)) {
      assertThat(Payload.digest(get(ssl))).isEqualTo(Payload.digest(content));
      assertThat(tap.encryptedRecordsReceived()).allMatch(size -> size <= limit + 16);
      assertThat(server.output()).doesNotContain("Error");
    }
  }

  @Test
  void aBigDownloadArrives() throws IOException {
    byte[] content = Payload.of(4_000_000, 6);
    try (ChildProcess server = http(content);
        Ssl ssl = connect(Pki.clientContext())) {
      assertThat(Payload.digest(get(ssl))).isEqualTo(Payload.digest(content));
      assertThat(ssl.isInputShutdown()).isTrue();
      assertThat(server.output()).doesNotContain("Error");
    }
  }

  // ---- how they are started

  private ChildProcess echo(String priorities, Object... options) {
    return echo(KeyType.P256, priorities, options);
  }

  private ChildProcess echo(KeyType type, String priorities, Object... options) {
    Object[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--echo";
    return GnuTls.server(port, pki.serverFiles(type), priorities, all);
  }

  private ChildProcess http(byte[] content, Object... options) throws IOException {
    Path answer = pki.write("answer", content);
    Object[] all = Arrays.copyOf(options, options.length + 3);
    all[options.length] = "--http";
    all[options.length + 1] = "-a";
    all[options.length + 2] = "--httpdata=" + answer;
    return GnuTls.server(
        port, pki.serverFiles(KeyType.P256), GnuTls.TLS_13 + ":%ALLOW_SMALL_RECORDS", all);
  }

  private static byte[] get(Ssl ssl) throws IOException {
    Lines.send(ssl, "GET / HTTP/1.0\r\n\r");
    byte[] answer = ssl.inputStream().readAllBytes();
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    return Arrays.copyOfRange(answer, text.indexOf("\r\n\r\n") + 4, answer.length);
  }

  private Ssl connect(SslContext.Builder context) throws IOException {
    return JesselClient.connect(context, port);
  }
}
