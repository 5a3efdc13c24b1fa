// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.error.AlertDescription;
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
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openssl s_client} with servers on Jessel, which mirror each line unless noted. */
final class OpenSslClientIT {
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
    SslContext.Builder context =
        Pki.serverContext().cipherSuites("TLS_AES_256_GCM_SHA384:" + suite).securityLevel(0);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-ciphersuites", suite, "-cipher", "ALL:@SECLEVEL=0")) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(ssl.cipherSuite().orElseThrow().name()).isEqualTo(suite);
      client.await("^Ciphersuite: " + suite);
      client.await("^Verification: OK$");
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
    SslContext.Builder context = Pki.serverContext().groups(group);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-groups", group)) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
      assertThat(ssl.wasHelloRetried()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-256", "X448", "ffdhe2048"})
  void helloRetryRequestForEveryKindOfGroup(String group) throws IOException {
    SslContext.Builder context = Pki.serverContext().groups(group);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-groups", "X25519:" + group)) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
      assertThat(ssl.wasHelloRetried()).isTrue();
    }
  }

  @Test
  void helloRetryRequestWithACookie() throws IOException {
    SslContext.Builder context = Pki.serverContext().options(SslOption.COOKIE_EXCHANGE);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server)) {
      sayHello(client);
      assertThat(server.served().wasHelloRetried()).isTrue();
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
    // The authority signs with ECDSA on P-256, which a client must offer to take its signature.
    String offered = type == KeyType.P256 ? opensslName : opensslName + ":ECDSA+SHA256";
    SslContext.Builder context = Pki.serverContext(type);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-sigalgs", offered)) {
      sayHello(client);
      assertThat(server.served().signatureScheme().orElseThrow().name()).isEqualTo(scheme);
      client.await("^Verification: OK$");
    }
  }

  @Test
  void theCredentialThatTheClientCanVerifyIsChosen() throws IOException {
    SslContext.Builder context =
        Pki.serverContext(KeyType.ED448).credential(Pki.server(KeyType.P256).credential());
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-sigalgs", "ECDSA+SHA256")) {
      sayHello(client);
      assertThat(server.served().signatureScheme().orElseThrow().name())
          .isEqualTo("ecdsa_secp256r1_sha256");
      client.await("^Signature type: (ECDSA|ecdsa_secp256r1_sha256)$");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
  void clientCertificateOfEveryType(KeyType type) throws IOException {
    PemFiles files = pki.clientFiles(type);
    SslContext.Builder context = Pki.serverContext().verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-cert", files.chain(), "-key", files.key())) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.peerCertificates().get(0).subject()).isEqualTo("CN = somebody");
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(ssl.verifiedChain()).hasSize(2);
    }
  }

  @Test
  void aClientWithoutTheRequiredCertificateIsRefused() throws IOException {
    SslContext.Builder context = Pki.serverContext().verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server)) {
      SslException refusal = server.refused();
      assertThat(refusal.reason()).contains(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE);
      assertThat(refusal.alert()).contains(AlertDescription.CERTIFICATE_REQUIRED);
      client.await("SSL alert number 116");
    }
  }

  @Test
  void aClientWithoutAnOptionalCertificateIsServed() throws IOException {
    SslContext.Builder context = Pki.serverContext().verify(SslVerify.PEER);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server)) {
      sayHello(client);
      assertThat(server.served().peerCertificates()).isEmpty();
    }
  }

  @Test
  void aClientCertificateOfAnotherAuthorityIsRefused() throws IOException {
    PemFiles stranger =
        CertificateFactory.create().client(KeyType.P256, "stranger").writeTo(directory, "stranger");
    SslContext.Builder context = Pki.serverContext().verify(SslVerify.PEER);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-cert", stranger.chain(), "-key", stranger.key())) {
      SslException refusal = server.refused();
      assertThat(refusal.reason()).contains(SslReason.CERTIFICATE_VERIFY_FAILED);
      assertThat(refusal.alert()).contains(AlertDescription.UNKNOWN_CA);
      client.await("SSL alert number 48");
    }
  }

  @ParameterizedTest
  @CsvSource({"k, false", "K, true"})
  void keyUpdateFromTheClient(String command, boolean asksForOne) throws IOException {
    Messages messages = new Messages();
    SslContext.Builder context = Pki.serverContext().listener(messages);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server)) {
      client.send("before").await("^erofeb$");
      client.send(command).await("KEYUPDATE");
      client.send("after").await("^retfa$");
      client.send("again").await("^niaga$");
      client.send("Q");
      server.served();
      assertThat(messages.keyUpdatesReceived()).containsExactly(asksForOne);
      assertThat(messages.keyUpdatesSent()).isEqualTo(asksForOne ? List.of(false) : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keyUpdateFromUs(boolean askForOne) throws IOException {
    Messages messages = new Messages();
    JesselServer.Talk talk =
        ssl -> {
          Lines.send(ssl, Lines.receive(ssl));
          assertThat(ssl.updateKeys(askForOne)).isEqualTo(SslStatus.DONE);
          Lines.mirror(ssl);
        };
    SslContext.Builder context = Pki.serverContext().listener(messages);
    try (JesselServer server = JesselServer.start(context, talk);
        ChildProcess client = brief(server)) {
      client.send("before").await("^before$");
      client.send("after").await("^retfa$");
      client.send("again").await("^niaga$");
      client.send("Q");
      server.served();
      assertThat(messages.keyUpdatesSent()).containsExactly(askForOne);
      assertThat(messages.keyUpdatesReceived()).isEqualTo(askForOne ? List.of(false) : List.of());
    }
  }

  @Test
  void applicationProtocolIsOurChoice() throws IOException {
    SslContext.Builder context = Pki.serverContext().alpn("h2", "http/1.1");
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = console(server, "-alpn", "spdy/3,http/1.1,h2")) {
      client.await("^ALPN protocol: h2$");
      sayHello(client);
      assertThat(server.served().applicationProtocol()).contains("h2");
    }
  }

  @Test
  void noApplicationProtocolInCommonEndsTheHandshake() throws IOException {
    SslContext.Builder context = Pki.serverContext().alpn("h2");
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-alpn", "http/1.1")) {
      SslException refusal = server.refused();
      assertThat(refusal.reason()).contains(SslReason.NO_APPLICATION_PROTOCOL);
      client.await("SSL alert number 120");
    }
  }

  @Test
  void theServerNameArrivesAndChoosesTheCertificate() throws IOException {
    SslContext.Builder context =
        Pki.serverContext()
            .credential(Pki.factory().server(KeyType.P256, "other.example").credential());
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            ChildProcess.start(
                Peer.OPENSSL,
                "s_client",
                "-brief",
                "-connect",
                server.address(),
                "-servername",
                "other.example",
                "-verify_hostname",
                "other.example",
                "-verify_return_error",
                "-CAfile",
                pki.authority())) {
      sayHello(client);
      assertThat(server.served().serverName()).contains("other.example");
      client.await("^Verified peername: other.example$");
    }
  }

  @Test
  void keyLogsAreEqual() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Path log = pki.file("keys.log");
    SslContext.Builder context = Pki.serverContext().keyLog(lines::add);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-keylogfile", log)) {
      sayHello(client);
      server.served();
      assertThat(lines).hasSize(5);
      assertThat(KeyLogFile.read(log)).containsExactlyInAnyOrderElementsOf(lines);
    }
  }

  @Test
  void exportedKeyingMaterialIsEqual() throws IOException {
    AtomicReference<byte[]> ours = new AtomicReference<>();
    JesselServer.Talk talk =
        ssl -> {
          Lines.mirror(ssl);
          ours.set(ssl.exportKeyingMaterial("EXPERIMENTAL jessel", null, 44));
        };
    try (JesselServer server = JesselServer.start(Pki.serverContext(), talk);
        ChildProcess client =
            console(server, "-keymatexport", "EXPERIMENTAL jessel", "-keymatexportlen", "44")) {
      String theirs = client.await("Keying material: (\\p{XDigit}+)");
      sayHello(client);
      server.served();
      assertThat(HexFormat.of().withUpperCase().formatHex(ours.get())).isEqualTo(theirs);
    }
  }

  @Test
  void ticketsArrive() throws IOException {
    SslContext.Builder context = Pki.serverContext().tickets(3);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = console(server)) {
      sayHello(client);
      server.served();
      assertThat(client.exitStatus()).isZero();
      assertThat(client.output().split("Post-Handshake New Session Ticket arrived", -1)).hasSize(4);
    }
  }

  @Test
  void aClientThatIsToldTheWrongNameRefuses() throws IOException {
    refuses(AlertDescription.BAD_CERTIFICATE, Pki.serverContext(), "-verify_hostname", "wrong.x");
  }

  @Test
  void aClientThatTrustsAnotherAuthorityRefuses() throws IOException {
    PemFiles stranger = CertificateFactory.create().authority().writeTo(directory, "other-ca");
    refuses(AlertDescription.UNKNOWN_CA, Pki.serverContext(), "-CAfile", stranger.chain());
  }

  @Test
  void aClientRefusesWhatHasExpired() throws IOException {
    SslContext.Builder context =
        SslContext.server()
            .credential(Pki.factory().expired(KeyType.P256, "localhost").credential());
    refuses(AlertDescription.CERTIFICATE_EXPIRED, context);
  }

  private void refuses(AlertDescription alert, SslContext.Builder context, Object... options)
      throws IOException {
    Messages messages = new Messages();
    try (JesselServer server = JesselServer.start(context.listener(messages), Lines::mirror);
        ChildProcess client = brief(server, options)) {
      assertThat(server.refused().reason()).contains(SslReason.forReceivedAlert(alert));
      assertThat(messages.alertsReceived()).containsExactly(alert);
      assertThat(client.exitStatus()).isNotZero();
    }
  }

  @Test
  void noSuiteInCommonIsToldToTheClient() throws IOException {
    SslContext.Builder context = Pki.serverContext().cipherSuites("TLS_AES_256_GCM_SHA384");
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-ciphersuites", "TLS_AES_128_GCM_SHA256")) {
      assertThat(server.refused().reason()).contains(SslReason.NO_SHARED_CIPHER);
      client.await("SSL alert number 40");
    }
  }

  @Test
  void noGroupInCommonIsToldToTheClient() throws IOException {
    SslContext.Builder context = Pki.serverContext().groups("P-256");
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = brief(server, "-groups", "X25519")) {
      assertThat(server.refused().reason()).contains(SslReason.NO_SUITABLE_KEY_SHARE);
      client.await("SSL alert number 40");
    }
  }

  @Test
  void aClientWithoutTls13IsToldSo() throws IOException {
    SslContext.Builder context = Pki.serverContext().minVersion(ProtocolVersion.TLS_1_3);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            ChildProcess.start(Peer.OPENSSL, "s_client", "-connect", server.address(), "-tls1_2")) {
      assertThat(server.refused().reason()).contains(SslReason.UNSUPPORTED_PROTOCOL);
      client.await("SSL alert number 70");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096})
  void maximumFragmentLengthHoldsBothWays(int length) throws IOException {
    String line = "x".repeat(6000) + "y";
    AtomicReference<WireTap> tap = new AtomicReference<>();
    JesselServer.Talk talk =
        ssl -> {
          assertThat(Lines.receive(ssl)).isEqualTo("z".repeat(6000));
          Lines.send(ssl, line);
          Lines.mirror(ssl);
        };
    try (JesselServer server = JesselServer.startTapped(Pki.serverContext(), talk, tap::set);
        ChildProcess client = brief(server, "-maxfraglen", length)) {
      client.send("z".repeat(6000)).await("^x+y$");
      client.send("Q");
      server.served();
      assertThat(tap.get().encryptedRecordsSent()).allMatch(size -> size <= length + 1 + 16);
      assertThat(tap.get().encryptedRecordsReceived()).allMatch(size -> size <= length + 1 + 16);
    }
  }

  @Test
  void paddedRecordsAreReadBothWays() throws IOException {
    AtomicReference<WireTap> tap = new AtomicReference<>();
    SslContext.Builder context = Pki.serverContext().blockPadding(512, 512);
    try (JesselServer server = JesselServer.startTapped(context, Lines::mirror, tap::set);
        ChildProcess client = brief(server, "-record_padding", "512")) {
      client.send("short").await("^trohs$");
      client.send("Q");
      server.served();
      List<Integer> ours = tap.get().encryptedRecordsSent();
      List<Integer> theirs = tap.get().encryptedRecordsReceived();
      assertThat(ours).isNotEmpty().allMatch(size -> size % 512 == 16);
      assertThat(theirs).isNotEmpty().allMatch(size -> size % 512 == 16);
    }
  }

  @Test
  void ourCloseNotifyEndsTheClient() throws IOException {
    Messages messages = new Messages();
    JesselServer.Talk talk =
        ssl -> {
          Lines.send(ssl, "goodbye");
          assertThat(ssl.shutdownOutput()).isEqualTo(SslStatus.DONE);
          assertThat(ssl.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.CLOSED);
        };
    try (JesselServer server = JesselServer.start(Pki.serverContext().listener(messages), talk);
        ChildProcess client = brief(server)) {
      client.await("^goodbye$");
      server.served();
      assertThat(messages.alertsReceived()).containsExactly(AlertDescription.CLOSE_NOTIFY);
      assertThat(client.exitStatus()).isZero();
    }
  }

  @Test
  void aClientThatVanishesIsATruncation() throws IOException {
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror);
        ChildProcess client = brief(server)) {
      client.send("hello").await("^olleh$");
      client.end();
      assertThat(server.refused().reason()).contains(SslReason.UNEXPECTED_EOF_WHILE_READING);
    }
  }

  // ---- how they are started

  /** A client that says in short what was negotiated. */
  private ChildProcess brief(JesselServer server, Object... options) throws IOException {
    Object[] all = new Object[options.length + 1];
    all[0] = "-brief";
    System.arraycopy(options, 0, all, 1, options.length);
    return console(server, all);
  }

  private ChildProcess console(JesselServer server, Object... options) throws IOException {
    return OpenSsl.client(pki, server, options);
  }

  private static void sayHello(ChildProcess client) {
    // Not at the start of a line: what it says of tickets may be only half out by then.
    client.send("hello").await("olleh$");
    client.send("Q");
  }
}
