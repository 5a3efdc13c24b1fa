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
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients on Jessel with {@code openssl s_server}, which mirrors each line unless noted. */
final class OpenSslServerIT {
  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_CCM_SHA256",
        "TLS_AES_128_CCM_8_SHA256"
      })
  void everySuite(String suite) throws IOException {
    String all = "TLS_AES_256_GCM_SHA384:" + suite;
    try (ChildProcess server = mirror("-ciphersuites", suite, "-cipher", "ALL:@SECLEVEL=0");
        Ssl ssl = connect(Pki.clientContext().cipherSuites(all).securityLevel(0), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(ssl.cipherSuite().orElseThrow().name()).isEqualTo(suite);
      server.await("^Ciphersuite: " + suite);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X25519",
        "P-256",
        "P-384",
        "P-521",
        "X448",
        "ffdhe2048",
        "ffdhe3072",
        "ffdhe4096"
      })
  void everyGroup(String group) throws IOException {
    try (ChildProcess server = mirror("-groups", group);
        Ssl ssl = connect(Pki.clientContext().groups(group), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.wasHelloRetried()).isFalse();
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-256", "X448", "ffdhe2048"})
  void helloRetryRequestForEveryKindOfGroup(String group) throws IOException {
    try (ChildProcess server = mirror("-groups", group);
        Ssl ssl = connect(Pki.clientContext().groups("X25519:" + group), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.wasHelloRetried()).isTrue();
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "P256, ecdsa_secp256r1_sha256, ECDSA+SHA256",
    "P384, ecdsa_secp384r1_sha384, ECDSA+SHA384",
    "P521, ecdsa_secp521r1_sha512, ECDSA+SHA512",
    "RSA, rsa_pss_rsae_sha256, rsa_pss_rsae_sha256",
    "RSA, rsa_pss_rsae_sha384, rsa_pss_rsae_sha384",
    "RSA, rsa_pss_rsae_sha512, rsa_pss_rsae_sha512",
    "RSA_PSS, rsa_pss_pss_sha256, rsa_pss_pss_sha256",
    "RSA_PSS, rsa_pss_pss_sha384, rsa_pss_pss_sha384",
    "RSA_PSS, rsa_pss_pss_sha512, rsa_pss_pss_sha512",
    "ED25519, ed25519, ed25519",
    "ED448, ed448, ed448"
  })
  void everySignature(KeyType type, String scheme, String opensslName) throws IOException {
    try (ChildProcess server = mirrorWith(type, "-sigalgs", opensslName);
        Ssl ssl = connect(Pki.clientContext(), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.peerSignatureScheme().orElseThrow().name()).isEqualTo(scheme);
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(ssl.verifiedChain()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
  void clientCertificateOfEveryType(KeyType type) throws IOException {
    SslContext.Builder context = Pki.clientContext().credential(Pki.client(type).credential());
    try (ChildProcess server =
            mirror("-Verify", "2", "-verify_return_error", "-CAfile", pki.authority());
        Ssl ssl = connect(context, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.isCertificateRequested()).isTrue();
      assertThat(ssl.credential()).isPresent();
      server.await("^Peer certificate: CN = somebody$");
      server.await("^Verification: OK$");
    }
  }

  @Test
  void aServerThatRequiresACertificateRefusesAClientWithout() throws IOException {
    try (ChildProcess server = mirror("-Verify", "2", "-CAfile", pki.authority());
        Ssl ssl = connect(Pki.clientContext(), server)) {
      SslException refusal = refusal(ssl);
      assertThat(refusal.reason()).contains(SslReason.TLSV13_ALERT_CERTIFICATE_REQUIRED);
      assertThat(ssl.isCertificateRequested()).isTrue();
      server.await("peer did not return a certificate");
    }
  }

  @Test
  void aServerThatOnlyAsksForACertificateTakesAClientWithout() throws IOException {
    try (ChildProcess server = mirror("-verify", "2", "-CAfile", pki.authority());
        Ssl ssl = connect(Pki.clientContext(), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.isCertificateRequested()).isTrue();
      assertThat(ssl.credential()).isEmpty();
      server.await("^No peer certificate$");
    }
  }

  @Test
  void aClientCertificateOfAnotherAuthorityIsRefused() throws IOException {
    PemFiles stranger = CertificateFactory.create().authority().writeTo(directory, "other-ca");
    SslContext.Builder context =
        Pki.clientContext().credential(Pki.client(KeyType.P256).credential());
    try (ChildProcess server =
            mirror("-Verify", "2", "-verify_return_error", "-CAfile", stranger.chain());
        Ssl ssl = connect(context, server)) {
      assertThat(refusal(ssl).reason()).contains(SslReason.TLSV1_ALERT_UNKNOWN_CA);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keyUpdateFromUs(boolean askForOne) throws IOException {
    Messages messages = new Messages();
    try (ChildProcess server = mirror();
        Ssl ssl = connect(Pki.clientContext().listener(messages), server)) {
      assertThat(Lines.ask(ssl, "before")).isEqualTo("erofeb");
      assertThat(ssl.updateKeys(askForOne)).isEqualTo(SslStatus.DONE);
      assertThat(Lines.ask(ssl, "after")).isEqualTo("retfa");
      assertThat(Lines.ask(ssl, "again")).isEqualTo("niaga");
      assertThat(messages.keyUpdatesSent()).containsExactly(askForOne);
      assertThat(messages.keyUpdatesReceived()).isEqualTo(askForOne ? List.of(false) : List.of());
    }
  }

  @ParameterizedTest
  @CsvSource({"k, false", "K, true"})
  void keyUpdateFromTheServer(String command, boolean asksForOne) throws IOException {
    Messages messages = new Messages();
    try (ChildProcess server = console();
        Ssl ssl = connect(Pki.clientContext().listener(messages), server)) {
      Lines.send(ssl, "are you there");
      server.await("^are you there$");
      server.send(command);
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> receive(ssl));
      // A line behind the command at once would be taken for a part of it.
      messages.awaitKeyUpdate();
      server.send("after");
      assertThat(answer.join()).isEqualTo("after");
      Lines.send(ssl, "still here");
      server.await("^still here$");
      assertThat(messages.keyUpdatesReceived()).containsExactly(asksForOne);
      assertThat(messages.keyUpdatesSent()).isEqualTo(asksForOne ? List.of(false) : List.of());
    }
  }

  @Test
  void applicationProtocolIsTheServersChoice() throws IOException {
    try (ChildProcess server = mirror("-alpn", "h2,http/1.1");
        Ssl ssl = connect(Pki.clientContext().alpn("spdy/3", "http/1.1", "h2"), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.applicationProtocol()).contains("h2");
    }
  }

  @Test
  void noApplicationProtocolInCommonEndsTheHandshake() throws IOException {
    try (ChildProcess server = mirror("-alpn", "h2");
        Ssl ssl = connect(Pki.clientContext().alpn("http/1.1"), server)) {
      assertThat(refusal(ssl).reason()).contains(SslReason.TLSV1_ALERT_NO_APPLICATION_PROTOCOL);
    }
  }

  @Test
  void theCertificateFollowsTheServerName() throws IOException {
    PemFiles other =
        Pki.factory().server(KeyType.P256, "other.example").writeTo(directory, "other");
    try (ChildProcess server =
            mirror("-servername", "other.example", "-cert2", other.chain(), "-key2", other.key());
        Ssl ssl =
            JesselClient.connect(Pki.clientContext(), OpenSsl.port(server), "other.example")) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.peerCertificates().get(0).dnsNames()).containsExactly("other.example");
    }
  }

  @Test
  void keyLogsAreEqual() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Path log = pki.file("keys.log");
    try (ChildProcess server = mirror("-keylogfile", log);
        Ssl ssl = connect(Pki.clientContext().keyLog(lines::add), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(lines).hasSize(5);
      assertThat(KeyLogFile.read(log)).containsExactlyInAnyOrderElementsOf(lines);
    }
  }

  @Test
  void exportedKeyingMaterialIsEqual() throws IOException {
    try (ChildProcess server =
            console("-keymatexport", "EXPERIMENTAL jessel", "-keymatexportlen", "44");
        Ssl ssl = connect(Pki.clientContext(), server)) {
      Lines.send(ssl, "hello");
      server.await("^hello$");
      byte[] material = ssl.exportKeyingMaterial("EXPERIMENTAL jessel", null, 44);
      assertThat(server.await("Keying material: (\\p{XDigit}+)"))
          .isEqualTo(HexFormat.of().withUpperCase().formatHex(material));
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws IOException {
    try (ChildProcess server = mirror();
        Ssl ssl =
            JesselClient.connect(Pki.clientContext(), OpenSsl.port(server), "wrong.example")) {
      assertThat(refusal(ssl).reason()).contains(SslReason.CERTIFICATE_VERIFY_FAILED);
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.HOSTNAME_MISMATCH);
      server.await("alert bad certificate");
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws IOException {
    SslContext.Builder stranger = SslContext.client().trust(CertificateFactory.create().trust());
    try (ChildProcess server = mirror();
        Ssl ssl = connect(stranger, server)) {
      assertThat(refusal(ssl).reason()).contains(SslReason.CERTIFICATE_VERIFY_FAILED);
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
      server.await("alert unknown ca");
    }
  }

  @Test
  void anExpiredCertificateIsRefused() throws IOException {
    PemFiles expired =
        Pki.factory().expired(KeyType.P256, "localhost").writeTo(directory, "expired");
    try (ChildProcess server = OpenSsl.server(expired, "-rev");
        Ssl ssl = connect(Pki.clientContext(), server)) {
      assertThat(refusal(ssl).reason()).contains(SslReason.CERTIFICATE_VERIFY_FAILED);
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.CERT_HAS_EXPIRED);
      server.await("alert certificate expired");
    }
  }

  @Test
  void noSuiteInCommonIsToldByTheServer() throws IOException {
    try (ChildProcess server = mirror("-ciphersuites", "TLS_AES_256_GCM_SHA384");
        Ssl ssl = connect(Pki.clientContext().cipherSuites("TLS_AES_128_GCM_SHA256"), server)) {
      assertThat(refusal(ssl).reason()).contains(SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE);
      server.await("no shared cipher");
    }
  }

  @Test
  void aServerWithoutTls13IsRefused() throws IOException {
    PemFiles files = pki.serverFiles(KeyType.P256);
    try (ChildProcess server =
            ChildProcess.start(
                Peer.OPENSSL,
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-tls1_2",
                "-cert",
                files.chain(),
                "-key",
                files.key());
        Ssl ssl = connect(Pki.clientContext().minVersion(ProtocolVersion.TLS_1_3), server)) {
      assertThat(refusal(ssl).reason()).contains(SslReason.TLSV1_ALERT_PROTOCOL_VERSION);
    }
  }

  @Test
  void noGroupInCommonIsToldByTheServer() throws IOException {
    try (ChildProcess server = mirror("-groups", "P-256");
        Ssl ssl = connect(Pki.clientContext().groups("X25519"), server)) {
      assertThat(refusal(ssl).reason()).contains(SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE);
      server.await("no suitable key share");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096})
  void maximumFragmentLengthHoldsBothWays(int length) throws IOException {
    String line = "x".repeat(6000) + "y";
    try (ChildProcess server = console();
        WireTap tap = new WireTap(JesselClient.bio(OpenSsl.port(server)));
        Ssl ssl = JesselClient.over(Pki.clientContext().maxFragmentLength(length), tap)) {
      Lines.send(ssl, line);
      server.await("^x+y$");
      server.send(line);
      assertThat(Lines.receive(ssl)).isEqualTo(line);
      assertThat(tap.encryptedRecordsSent()).allMatch(size -> size <= length + 1 + 16);
      assertThat(tap.encryptedRecordsReceived()).allMatch(size -> size <= length + 1 + 16);
    }
  }

  @Test
  void paddedRecordsAreReadBothWays() throws IOException {
    try (ChildProcess server = mirror("-record_padding", "512");
        WireTap tap = new WireTap(JesselClient.bio(OpenSsl.port(server)));
        Ssl ssl = JesselClient.over(Pki.clientContext().blockPadding(512, 512), tap)) {
      assertThat(Lines.ask(ssl, "short")).isEqualTo("trohs");
      assertThat(Lines.ask(ssl, "z".repeat(600))).isEqualTo("z".repeat(600));
      assertThat(tap.encryptedRecordsSent()).isNotEmpty().allMatch(size -> size % 512 == 16);
      assertThat(tap.encryptedRecordsReceived()).isNotEmpty().allMatch(size -> size % 512 == 16);
    }
  }

  @Test
  void closeNotifyGoesBothWays() throws IOException {
    Messages messages = new Messages();
    try (ChildProcess server = mirror();
        Ssl ssl = connect(Pki.clientContext().listener(messages), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.shutdownOutput()).isEqualTo(SslStatus.DONE);
      assertThat(ssl.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.CLOSED);
      assertThat(ssl.isInputShutdown()).isTrue();
      server.await("CONNECTION CLOSED");
    }
  }

  @Test
  void aStreamThatEndsWithoutCloseNotifyIsATruncation() throws IOException {
    try (ChildProcess server = mirror();
        Ssl ssl = connect(Pki.clientContext(), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      server.end();
      assertThat(refusal(ssl).reason()).contains(SslReason.UNEXPECTED_EOF_WHILE_READING);
    }
  }

  // ---- how they are started

  private ChildProcess mirror(Object... options) {
    return mirrorWith(KeyType.P256, options);
  }

  private ChildProcess mirrorWith(KeyType type, Object... options) {
    Object[] all = new Object[options.length + 1];
    all[0] = "-rev";
    System.arraycopy(options, 0, all, 1, options.length);
    return OpenSsl.server(pki.serverFiles(type), all);
  }

  /** A server whose console is what the test sends and sees. */
  private ChildProcess console(Object... options) {
    return OpenSsl.server(pki.serverFiles(KeyType.P256), options);
  }

  private static Ssl connect(SslContext.Builder context, ChildProcess server) throws IOException {
    return JesselClient.connect(context, OpenSsl.port(server));
  }

  private static String receive(Ssl ssl) {
    try {
      return Lines.receive(ssl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first failure, be it in the handshake or when the first answer is awaited. */
  private static SslException refusal(Ssl ssl) {
    return catchThrowableOfType(SslException.class, () -> Lines.receive(ssl));
  }
}
