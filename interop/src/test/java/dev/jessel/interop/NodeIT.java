// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both directions with Node.js, whose OpenSSL 3.5 has what the system's often has not: hybrid
 * groups and ML-DSA.
 */
final class NodeIT {
  private static final String LABEL = "EXPERIMENTAL jessel";

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024", "X25519", "X448"})
  void everyGroupWithAServer(String group) throws IOException {
    Node node = Node.server(pki.serverFiles(KeyType.P256)).option("ecdhCurve", group);
    try (ChildProcess server = node.start();
        Ssl ssl = connect(Pki.clientContext().groups(group), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
      assertThat(ssl.wasHelloRetried()).isFalse();
      server.await("\"protocol\":\"TLSv1.3\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024", "X25519", "X448"})
  void everyGroupWithAClient(String group) throws IOException {
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror);
        ChildProcess client = client(server).option("ecdhCurve", group).start()) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.group()).isEqualTo(NamedGroup.named(group));
      assertThat(ssl.wasHelloRetried()).isFalse();
      assertThat(ssl.serverName()).contains("localhost");
    }
  }

  @Test
  void tls12BothWays() throws IOException {
    SslContext.Builder old = Pki.clientContext().maxVersion(ProtocolVersion.TLS_1_2);
    try (ChildProcess server = Node.server(pki.serverFiles(KeyType.P256)).start();
        Ssl ssl = connect(old, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_2);
    }
    SslContext.Builder context = Pki.serverContext().maxVersion(ProtocolVersion.TLS_1_2);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server).start()) {
      sayHello(client);
      assertThat(server.served().version()).contains(ProtocolVersion.TLS_1_2);
    }
  }

  @Test
  void theDefaultsOfBothSidesMeetInTheHybridGroup() throws IOException {
    try (ChildProcess server = Node.server(pki.serverFiles(KeyType.P256)).start();
        Ssl ssl = connect(Pki.clientContext(), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.group()).contains(NamedGroup.X25519MLKEM768);
      assertThat(ssl.wasHelloRetried()).isFalse();
    }
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror);
        ChildProcess client = client(server).start()) {
      sayHello(client);
      assertThat(server.served().group()).contains(NamedGroup.X25519MLKEM768);
    }
  }

  @Test
  void helloRetryRequestForAHybridGroup() throws IOException {
    Node node =
        Node.server(pki.serverFiles(KeyType.P256)).option("ecdhCurve", "SecP384r1MLKEM1024");
    try (ChildProcess server = node.start();
        Ssl ssl = connect(Pki.clientContext().groups("X25519:SecP384r1MLKEM1024"), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.wasHelloRetried()).isTrue();
      assertThat(ssl.group()).contains(NamedGroup.SECP384R1MLKEM1024);
    }
    SslContext.Builder context = Pki.serverContext().groups("SecP384r1MLKEM1024");
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            client(server).option("ecdhCurve", "X25519:SecP384r1MLKEM1024").start()) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.wasHelloRetried()).isTrue();
      assertThat(ssl.group()).contains(NamedGroup.SECP384R1MLKEM1024);
    }
  }

  @ParameterizedTest
  @CsvSource({"ML_DSA_44, mldsa44", "ML_DSA_65, mldsa65", "ML_DSA_87, mldsa87"})
  void mlDsaCertificateOfAServer(KeyType type, String scheme) throws IOException {
    try (ChildProcess server = Node.server(pki.serverFiles(type)).start();
        Ssl ssl = connect(Pki.clientContext(), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.peerSignatureScheme().orElseThrow().name()).isEqualTo(scheme);
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
    }
  }

  @ParameterizedTest
  @CsvSource({"ML_DSA_44, mldsa44", "ML_DSA_65, mldsa65", "ML_DSA_87, mldsa87"})
  void mlDsaCertificateOfOurs(KeyType type, String scheme) throws IOException {
    try (JesselServer server = JesselServer.start(Pki.serverContext(type), Lines::mirror);
        ChildProcess client = client(server).start()) {
      sayHello(client);
      assertThat(server.served().signatureScheme().orElseThrow().name()).isEqualTo(scheme);
      client.await("\"authorized\":true");
    }
  }

  @Test
  void mlDsaCertificatesOfClients() throws IOException {
    SslContext.Builder ours =
        Pki.clientContext().credential(Pki.client(KeyType.ML_DSA_65).credential());
    Node node =
        Node.server(pki.serverFiles(KeyType.P256))
            .option("requestCert", true)
            .option("caFile", pki.authority());
    try (ChildProcess server = node.start();
        Ssl ssl = connect(ours, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      server.await("\"authorized\":true,\"peer\":\"somebody\"");
    }
    SslContext.Builder asking = Pki.serverContext().verify(SslVerify.REQUIRED);
    var files = pki.clientFiles(KeyType.ML_DSA_65);
    try (JesselServer server = JesselServer.start(asking, Lines::mirror);
        ChildProcess client =
            client(server)
                .option("certFile", files.chain())
                .option("keyFile", files.key())
                .start()) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.peerSignatureScheme().orElseThrow().name()).isEqualTo("mldsa65");
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
    }
  }

  @Test
  void exportedKeyingMaterialAndKeyLogsAreEqual() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Node node = Node.server(pki.serverFiles(KeyType.P256)).option("label", LABEL);
    try (ChildProcess server = node.start();
        Ssl ssl = connect(Pki.clientContext().keyLog(lines::add), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      byte[] ours = ssl.exportKeyingMaterial(LABEL, null, 44);
      assertThat(server.await("\"exported\":\"(\\p{XDigit}+)\""))
          .isEqualTo(HexFormat.of().formatHex(ours));
      assertThat(lines).hasSize(5);
      lines.forEach(line -> server.await("^KEYLOG " + line + "$"));
    }
  }

  @Test
  void applicationProtocolIsAgreedUpon() throws IOException {
    Node node = Node.server(pki.serverFiles(KeyType.P256)).option("ALPNProtocols", "[\"h2\"]");
    try (ChildProcess server = node.start();
        Ssl ssl = connect(Pki.clientContext().alpn("http/1.1", "h2"), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.applicationProtocol()).contains("h2");
      server.await("\"alpn\":\"h2\"");
    }
  }

  @Test
  void aClientThatTrustsNobodyRefuses() throws IOException {
    Path other = CertificateFactory.create().authority().writeTo(directory, "other-ca").chain();
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror);
        ChildProcess client = Node.client(other, server.port()).start()) {
      // Node verifies after the handshake and hangs up without a word.
      client.await("^ERROR unable to verify the first certificate");
      assertThat(server.refused().reason())
          .isIn(Optional.empty(), Optional.of(SslReason.UNEXPECTED_EOF_WHILE_READING));
    }
  }

  private Node client(JesselServer server) throws IOException {
    return Node.client(pki.authority(), server.port());
  }

  private static void sayHello(ChildProcess client) {
    client.send("hello").await("^LINE olleh$");
    client.endInput();
  }

  private static Ssl connect(SslContext.Builder context, ChildProcess server) throws IOException {
    return JesselClient.connect(context, Node.port(server));
  }
}
