// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gnutls-cli} with servers on Jessel, which mirror each line unless noted. */
final class GnuTlsClientIT {
  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
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
    SslContext.Builder context =
        Pki.serverContext().cipherSuites("TLS_AES_256_GCM_SHA384:" + suite).securityLevel(0);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server, ":-CIPHER-ALL:+" + cipher)) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(ssl.cipherSuite().orElseThrow().name()).isEqualTo(suite);
      assertThat(ssl.serverName()).contains("localhost");
      client.await("-\\(" + cipher + "\\)$");
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
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror);
        ChildProcess client = client(server, ":-GROUP-ALL:+GROUP-" + theirs)) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
      assertThat(ssl.wasHelloRetried()).isFalse();
    }
  }

  @Test
  void helloRetryRequest() throws IOException {
    SslContext.Builder context = Pki.serverContext().groups("P-521");
    String theirs = ":-GROUP-ALL:+GROUP-X25519:+GROUP-SECP521R1";
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server, theirs, "--single-key-share")) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.wasHelloRetried()).isTrue();
      assertThat(ssl.group()).contains(NamedGroup.SECP521R1);
      client.await("ECDHE-SECP521R1");
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
    // The authority signs with ECDSA on P-256, which the client must know too.
    String priorities = ":-SIGN-ALL:+SIGN-" + theirs + ":+SIGN-ECDSA-SECP256R1-SHA256";
    try (JesselServer server = JesselServer.start(Pki.serverContext(type), Lines::mirror);
        ChildProcess client = client(server, priorities + ":+SIGN-ECDSA-SHA256")) {
      sayHello(client);
      assertThat(server.served().signatureScheme().orElseThrow().name()).isEqualTo(scheme);
      client.await("certificate is trusted");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"P256", "RSA", "ED25519"})
  void clientCertificates(KeyType type) throws IOException {
    PemFiles files = pki.clientFiles(type);
    SslContext.Builder context = Pki.serverContext().verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            client(server, "", "--x509certfile", files.chain(), "--x509keyfile", files.key())) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.peerCertificates().get(0).subject()).isEqualTo("CN = somebody");
      assertThat(ssl.verifiedChain()).hasSize(2);
    }
  }

  @Test
  void aClientWithoutTheRequiredCertificateIsRefused() throws IOException {
    SslContext.Builder context = Pki.serverContext().verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server, "")) {
      SslException refusal = server.refused();
      assertThat(refusal.reason()).contains(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE);
      assertThat(refusal.alert()).contains(AlertDescription.CERTIFICATE_REQUIRED);
      client.await("Certificate is required");
    }
  }

  @Test
  void applicationProtocolIsOurChoice() throws IOException {
    SslContext.Builder context = Pki.serverContext().alpn("h2", "http/1.1");
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server, "", "--alpn=http/1.1", "--alpn=h2")) {
      sayHello(client);
      assertThat(server.served().applicationProtocol()).contains("h2");
      client.await("^- Application protocol: h2$");
    }
  }

  @Test
  void exportedKeyingMaterialIsEqual() throws IOException {
    AtomicReference<byte[]> ours = new AtomicReference<>();
    JesselServer.Talk talk =
        ssl -> {
          Lines.mirror(ssl);
          ours.set(ssl.exportKeyingMaterial("EXPERIMENTAL-jessel", null, 44));
        };
    try (JesselServer server = JesselServer.start(Pki.serverContext(), talk);
        ChildProcess client =
            client(server, "", "--keymatexport=EXPERIMENTAL-jessel", "--keymatexportsize=44")) {
      sayHello(client);
      server.served();
      assertThat(client.await("^- Key material: (\\p{XDigit}+)$"))
          .isEqualTo(HexFormat.of().formatHex(ours.get()));
    }
  }

  @Test
  void keyLogsAreEqual() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Path log = pki.file("keys.log");
    SslContext.Builder context = Pki.serverContext().keyLog(lines::add);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            GnuTls.client(
                Map.of("SSLKEYLOGFILE", log.toString()),
                Optional.empty(),
                pki,
                server,
                GnuTls.TLS_13)) {
      sayHello(client);
      server.served();
      assertThat(lines).hasSize(5);
      assertThat(KeyLogFile.read(log)).containsExactlyInAnyOrderElementsOf(lines);
    }
  }

  @ParameterizedTest
  @CsvSource({"^rekey1^, false", "^rekey^, true"})
  void keyUpdateFromTheClient(String command, boolean asksForOne) throws IOException {
    Messages messages = new Messages();
    SslContext.Builder context = Pki.serverContext().listener(messages);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server, "", "--inline-commands")) {
      client.send("before").await("^erofeb$");
      client.send(command).await("Rekey was completed");
      client.send("after").await("^retfa$");
      client.send("again").await("^niaga$");
      client.endInput();
      server.served();
      assertThat(messages.keyUpdatesReceived()).containsExactly(asksForOne);
      assertThat(messages.keyUpdatesSent()).isEqualTo(asksForOne ? List.of(false) : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1000, 4096})
  void theClientsRecordSizeLimitIsKept(int limit) throws IOException {
    AtomicReference<WireTap> tap = new AtomicReference<>();
    JesselServer.Talk talk =
        ssl -> {
          Lines.send(ssl, Lines.receive(ssl).repeat(1000));
          Lines.mirror(ssl);
        };
    SslContext.Builder context = Pki.serverContext().recordSizeLimit(16385);
    try (JesselServer server = JesselServer.startTapped(context, talk, tap::set);
        ChildProcess client = client(server, "", "--recordsize=" + limit)) {
      client.send("0123456789").await("^(0123456789){1000}$");
      client.endInput();
      server.served();
      assertThat(tap.get().encryptedRecordsSent()).allMatch(size -> size <= limit + 1 + 16);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 1000, 4096})
  void ourRecordSizeLimitIsKept(int limit) throws IOException {
    AtomicReference<WireTap> tap = new AtomicReference<>();
    AtomicReference<String> first = new AtomicReference<>();
    JesselServer.Talk talk =
        ssl -> {
          // GnuTLS's client makes one record of a long line and drops what does not fit.
          ByteBuffer room = ByteBuffer.allocate(10_000);
          assertThat(ssl.read(room)).isEqualTo(SslStatus.DONE);
          first.set(new String(room.array(), 0, room.position(), ISO_8859_1));
          Lines.send(ssl, "got it");
          Lines.receiveAll(ssl);
        };
    SslContext.Builder context = Pki.serverContext().recordSizeLimit(limit);
    try (JesselServer server = JesselServer.startTapped(context, talk, tap::set);
        ChildProcess client = client(server, "")) {
      client.send("b".repeat(9000)).await("^got it$");
      client.endInput();
      server.served();
      assertThat(first.get()).isEqualTo("b".repeat(limit - 1));
      assertThat(tap.get().encryptedRecordsReceived()).allMatch(size -> size <= limit + 16);
    }
  }

  @Test
  void aClientThatTrustsAnotherAuthorityRefuses() throws IOException {
    PemFiles stranger = CertificateFactory.create().authority().writeTo(directory, "other-ca");
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror);
        ChildProcess client = client(server, "", "--x509cafile", stranger.chain())) {
      // GnuTLS's client verifies after the handshake and then says no more than goodbye.
      client.await("certificate issuer is unknown");
      assertThat(client.exitStatus()).isNotZero();
    }
  }

  @Test
  void megabytesArriveBothWays() throws IOException {
    byte[] there = Payload.of(4_000_001, 7);
    byte[] back = Payload.of(4_000_001, 8);
    AtomicReference<byte[]> arrived = new AtomicReference<>();
    JesselServer.Talk talk =
        ssl -> {
          arrived.set(ssl.inputStream().readNBytes(there.length));
          ssl.write(back);
          assertThat(ssl.shutdownOutput()).isEqualTo(SslStatus.DONE);
          assertThat(Lines.receiveAll(ssl)).isEmpty();
        };
    Path received = pki.file("received");
    Path log = pki.file("client.log");
    try (JesselServer server = JesselServer.start(Pki.serverContext(), talk);
        ChildProcess client =
            GnuTls.client(
                Map.of(), Optional.of(received), pki, server, GnuTls.TLS_13, "--logfile=" + log)) {
      client.send(there).endInput();
      server.served();
      assertThat(Payload.digest(arrived.get())).isEqualTo(Payload.digest(there));
      assertThat(client.exitStatus()).as(Files.readString(log)).isZero();
      assertThat(Payload.digest(Files.readAllBytes(received))).isEqualTo(Payload.digest(back));
    }
  }

  // ---- how they are started

  private ChildProcess client(JesselServer server, String priorities, Object... options)
      throws IOException {
    return GnuTls.client(pki, server, GnuTls.TLS_13 + priorities, options);
  }

  private static void sayHello(ChildProcess client) {
    client.send("hello").await("^olleh$");
    client.endInput();
  }
}
