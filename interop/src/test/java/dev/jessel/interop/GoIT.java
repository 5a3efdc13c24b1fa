// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both directions with Go's crypto/tls, where a Go toolchain is installed. */
final class GoIT {
  private static final Path SOURCES = Path.of("src", "test", "go", "peer");
  private static final String LABEL = "EXPERIMENTAL jessel";

  @TempDir static Path built;
  @TempDir Path directory;
  private Pki pki;

  @BeforeAll
  static void build() {
    Map<String, String> environment =
        Map.of("GOFLAGS", "-mod=mod", "GOPROXY", "off", "GOTOOLCHAIN", "local");
    List<Object> arguments = List.of("build", "-C", SOURCES, "-o", program(), ".");
    try (ChildProcess go =
        ChildProcess.start(Peer.GO.program(), Optional.empty(), environment, arguments)) {
      assertThat(go.exitStatus(90)).as(go.output()).isZero();
    }
  }

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519MLKEM768", "X25519", "P-256", "P-384", "P-521"})
  void everyGroupWithAServer(String group) throws IOException {
    NamedGroup named = NamedGroup.named(group).orElseThrow();
    try (ChildProcess server = server("-group", named.code());
        Ssl ssl = connect(Pki.clientContext().groups(group), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.group()).contains(named);
      assertThat(ssl.wasHelloRetried()).isFalse();
      server.await("^FACTS version=TLS 1.3 .*name=localhost");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519MLKEM768", "X25519", "P-256", "P-384", "P-521"})
  void everyGroupWithAClient(String group) throws IOException {
    NamedGroup named = NamedGroup.named(group).orElseThrow();
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror);
        ChildProcess client = client(server, "-group", named.code())) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.group()).contains(named);
      assertThat(ssl.wasHelloRetried()).isFalse();
      assertThat(ssl.serverName()).contains("localhost");
    }
  }

  @Test
  void tls12BothWays() throws IOException {
    SslContext.Builder old = Pki.clientContext().maxVersion(ProtocolVersion.TLS_1_2);
    try (ChildProcess server = server();
        Ssl ssl = connect(old, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_2);
    }
    SslContext.Builder context = Pki.serverContext().maxVersion(ProtocolVersion.TLS_1_2);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server)) {
      sayHello(client);
      assertThat(server.served().version()).contains(ProtocolVersion.TLS_1_2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void theirServerTakesUsBack(String version) throws IOException {
    ProtocolVersion only = ProtocolVersion.named(version).orElseThrow();
    SslContext client =
        Pki.clientContext().minVersion(only).maxVersion(only).sessionCache(10).build();
    try (ChildProcess server = server("-visits", 3)) {
      int port = port(server);
      for (boolean again : new boolean[] {false, true, true}) {
        try (Ssl ssl = client.newSsl(JesselClient.bio(port), "localhost")) {
          assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
          assertThat(ssl.isResumed()).isEqualTo(again);
          SslStatus ignored = ssl.shutdownOutput();
        }
        server.await("(?s)^FACTS .*resumed=" + again);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2", "TLSv1.3 kept"})
  void theirClientComesBack(String version) throws IOException {
    ProtocolVersion only = ProtocolVersion.named(version.split(" ", -1)[0]).orElseThrow();
    SslContext.Builder context = Pki.serverContext().minVersion(only).maxVersion(only);
    if (version.endsWith("kept")) {
      context.options(SslOption.NO_TICKET);
    }
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server, "-visits", 3)) {
      client.send("one").send("two").send("hello").await("^LINE olleh$");
      client.endInput();
      for (boolean again : new boolean[] {false, true, true}) {
        assertThat(server.served().isResumed()).isEqualTo(again);
      }
    }
  }

  @Test
  void helloRetryRequestFromTheServer() throws IOException {
    try (ChildProcess server = server("-group", NamedGroup.SECP384R1.code());
        Ssl ssl = connect(Pki.clientContext().groups("X25519:P-384"), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.wasHelloRetried()).isTrue();
      assertThat(ssl.group()).contains(NamedGroup.SECP384R1);
    }
  }

  @Test
  void helloRetryRequestFromUs() throws IOException {
    SslContext.Builder context = Pki.serverContext().groups("P-384");
    int first = NamedGroup.X25519.code();
    int second = NamedGroup.SECP384R1.code();
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server, "-group", first, "-second", second)) {
      sayHello(client);
      Ssl ssl = server.served();
      assertThat(ssl.wasHelloRetried()).isTrue();
      assertThat(ssl.group()).contains(NamedGroup.SECP384R1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"P256", "P384", "P521", "RSA", "ED25519"})
  void certificatesOfBothSides(KeyType type) throws IOException {
    PemFiles files = pki.clientFiles(type);
    SslContext.Builder asking = Pki.serverContext(type).verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(asking, Lines::mirror);
        ChildProcess client = client(server, "-cert", files.chain(), "-key", files.key())) {
      sayHello(client);
      assertThat(server.served().verifyResult()).isEqualTo(VerifyResult.OK);
    }
    SslContext.Builder showing = Pki.clientContext().credential(Pki.client(type).credential());
    try (ChildProcess server = server(type, "-auth", "-ca", pki.authority());
        Ssl ssl = connect(showing, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.verifyResult()).isEqualTo(VerifyResult.OK);
      server.await("^FACTS .*peer=somebody ");
    }
  }

  @Test
  void aClientWithoutTheRequiredCertificateIsRefused() throws IOException {
    try (ChildProcess server = server("-auth", "-ca", pki.authority());
        Ssl ssl = connect(Pki.clientContext(), server)) {
      SslException refusal =
          catchThrowableOfType(SslException.class, () -> Lines.ask(ssl, "hello"));
      assertThat(refusal.reason()).contains(SslReason.TLSV13_ALERT_CERTIFICATE_REQUIRED);
      server.await("^ERROR .*didn't provide a certificate");
    }
    SslContext.Builder asking = Pki.serverContext().verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(asking, Lines::mirror);
        ChildProcess client = client(server)) {
      client.send("hello").await("^ERROR .*certificate required");
      assertThat(server.refused().reason()).contains(SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keyUpdateFromUs(boolean askForOne) throws IOException {
    Messages messages = new Messages();
    try (ChildProcess server = server();
        Ssl ssl = connect(Pki.clientContext().listener(messages), server)) {
      assertThat(Lines.ask(ssl, "before")).isEqualTo("erofeb");
      assertThat(ssl.updateKeys(askForOne)).isEqualTo(SslStatus.DONE);
      assertThat(Lines.ask(ssl, "after")).isEqualTo("retfa");
      assertThat(Lines.ask(ssl, "again")).isEqualTo("niaga");
      assertThat(messages.keyUpdatesReceived()).isEqualTo(askForOne ? List.of(false) : List.of());
    }
  }

  @Test
  void exportedKeyingMaterialAndKeyLogsAreEqual() throws IOException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Path log = pki.file("keys.log");
    try (ChildProcess server = server("-label", LABEL, "-keylog", log);
        Ssl ssl = connect(Pki.clientContext().keyLog(lines::add), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      byte[] ours = ssl.exportKeyingMaterial(LABEL, null, 44);
      assertThat(server.await("exported=(\\p{XDigit}+)$"))
          .isEqualTo(HexFormat.of().formatHex(ours));
      assertThat(KeyLogFile.read(log)).hasSize(4).allMatch(lines::contains);
    }
  }

  @Test
  void applicationProtocolIsAgreedUpon() throws IOException {
    try (ChildProcess server = server("-alpn", "h2");
        Ssl ssl = connect(Pki.clientContext().alpn("http/1.1", "h2"), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.applicationProtocol()).contains("h2");
      server.await("^FACTS .*alpn=h2 ");
    }
  }

  @Test
  void anExpiredCertificateIsRefusedByTheClient() throws IOException {
    SslContext.Builder context =
        SslContext.server()
            .credential(Pki.factory().expired(KeyType.P256, "localhost").credential());
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = client(server)) {
      client.await("^ERROR .*expired");
      assertThat(server.refused().reason())
          .isIn(
              Optional.of(SslReason.SSLV3_ALERT_BAD_CERTIFICATE),
              Optional.of(SslReason.SSLV3_ALERT_CERTIFICATE_EXPIRED));
    }
  }

  // ---- how they are started

  private ChildProcess server(Object... options) {
    return server(KeyType.P256, options);
  }

  private ChildProcess server(KeyType type, Object... options) {
    PemFiles files = pki.serverFiles(type);
    List<Object> arguments = new ArrayList<>(List.of("-role", "server"));
    arguments.addAll(List.of("-cert", files.chain(), "-key", files.key()));
    arguments.addAll(Arrays.asList(options));
    return start(arguments);
  }

  private ChildProcess client(JesselServer server, Object... options) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("-role", "client"));
    arguments.addAll(List.of("-ca", pki.authority(), "-port", server.port()));
    arguments.addAll(Arrays.asList(options));
    return start(arguments);
  }

  private static ChildProcess start(List<Object> arguments) {
    return ChildProcess.start(program(), Optional.empty(), Map.of(), arguments);
  }

  private static Path program() {
    return built.resolve("peer");
  }

  private static void sayHello(ChildProcess client) {
    client.send("hello").await("^LINE olleh$");
    client.endInput();
  }

  private static Ssl connect(SslContext.Builder context, ChildProcess server) throws IOException {
    return JesselClient.connect(context, port(server));
  }

  private static int port(ChildProcess server) {
    return Integer.parseInt(server.await("^LISTENING (\\d+)$"));
  }
}
