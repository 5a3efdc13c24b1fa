// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks.PskIdentity;
import dev.jessel.SslContext;
import dev.jessel.SslEarlyData;
import dev.jessel.SslReply;
import dev.jessel.SslStatus;
import dev.jessel.crypto.Secret;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and early data of TLS 1.3 with GnuTLS and Node.js. */
final class OtherSessionsIT {
  private static final String KEY = "00112233445566778899aabbccddeeff";

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @Test
  void gnutlsComesBack() throws IOException {
    try (JesselServer server = JesselServer.start(Pki.serverContext(), OtherSessionsIT::serve);
        ChildProcess client = GnuTls.client(pki, server, GnuTls.TLS_13, "-r", "--waitresumption")) {
      assertThat(server.served().isResumed()).isFalse();
      client.await("This is a resumed session");
      client.send("hello").await("^olleh$");
      ChildProcess ended = client.endInput();
      assertThat(ended).isSameAs(client);
      assertThat(server.served().isResumed()).isTrue();
    }
  }

  @Test
  void gnutlsSendsEarlyData() throws IOException {
    Path file = directory.resolve("early.txt");
    Files.writeString(file, "early words\n");
    List<String> heard = new CopyOnWriteArrayList<>();
    JesselServer.Talk talk =
        ssl -> {
          heard.add(readEarly(ssl));
          serve(ssl);
        };
    SslContext.Builder context = Pki.serverContext().maxEarlyData(1000);
    try (JesselServer server = JesselServer.start(context, talk);
        ChildProcess client =
            GnuTls.client(
                pki, server, GnuTls.TLS_13, "-r", "--waitresumption", "--earlydata=" + file)) {
      assertThat(server.served().earlyData()).isEqualTo(SslEarlyData.NOT_SENT);
      client.await("This is a resumed session");
      ChildProcess ended = client.endInput();
      assertThat(ended).isSameAs(client);
      assertThat(server.served().earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
      assertThat(heard).containsExactly("", "early words\n");
    }
  }

  @Test
  void aGnutlsServerTakesUsBackWithEarlyData() throws IOException {
    int port = FreePort.find();
    SslContext client = Pki.clientContext().sessionCache(10).build();
    try (ChildProcess echo =
        GnuTls.server(
            port,
            pki.serverFiles(KeyType.P256),
            GnuTls.TLS_13,
            "-a",
            "--echo",
            "--earlydata",
            "--maxearlydata=1000")) {
      assertThat(echo.output()).contains("Echo Server listening");
      try (Ssl ssl = client.newSsl(JesselClient.bio(port), "localhost")) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
        assertThat(ssl.isResumed()).isFalse();
        assertThat(ssl.session().orElseThrow().maxEarlyData()).isPositive();
      }
      try (Ssl ssl = client.newSsl(JesselClient.bio(port), "localhost")) {
        SslStatus written =
            ssl.writeEarlyData(ByteBuffer.wrap("early\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(written).isEqualTo(SslStatus.DONE);
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
        assertThat(ssl.isResumed()).isTrue();
        assertThat(ssl.earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS1.3", "TLS1.2"})
  void gnutlsBringsAKey(String version) throws IOException {
    SslContext.Builder context =
        Pki.serverContext()
            .noCredentials()
            .pskFinder(Optional.of(name -> SslReply.now(Optional.of(key()))));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            GnuTls.client(
                pki, server, withoutHint(version), "--pskusername", "somebody", "--pskkey", KEY)) {
      client.send("hello").await("^olleh$");
      ChildProcess ended = client.endInput();
      assertThat(ended).isSameAs(client);
      assertThat(server.served().pskIdentity()).contains("somebody");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS1.3", "TLS1.2"})
  void aGnutlsServerTakesOurKey(String version) throws IOException {
    int port = FreePort.find();
    Path keys = Files.writeString(directory.resolve("keys"), "somebody:" + KEY + "\n");
    SslContext.Builder client =
        Pki.clientContext()
            .maxVersion(ProtocolVersion.named(version.replace("TLS", "TLSv")).orElseThrow())
            .cipherList("PSK")
            .pskChooser(
                Optional.of(hint -> SslReply.now(Optional.of(new PskIdentity("somebody", key())))));
    try (ChildProcess echo =
            GnuTls.server(
                port,
                pki.serverFiles(KeyType.P256),
                withKeys(version),
                "--echo",
                "--pskpasswd",
                keys);
        Ssl ssl = JesselClient.connect(client, port)) {
      assertThat(echo.output()).contains("Echo Server listening");
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.pskIdentity()).contains("somebody");
      assertThat(ssl.peerCertificates()).isEmpty();
    }
  }

  private static String withKeys(String version) {
    return "NORMAL:-VERS-ALL:+VERS-" + version + ":-KX-ALL:+ECDHE-PSK:+DHE-PSK:+PSK";
  }

  /** GnuTLS 3.7's client crashes when it prints that a server of TLS 1.2 gave no hint. */
  private static String withoutHint(String version) {
    String all = withKeys(version);
    return version.equals("TLS1.2") ? all.replace(":+ECDHE-PSK:+DHE-PSK", "") : all;
  }

  private static Secret key() {
    return Secret.take(HexFormat.of().parseHex(KEY));
  }

  @Test
  void aNodeServerTakesUsBack() throws IOException {
    SslContext client = Pki.clientContext().sessionCache(10).build();
    try (ChildProcess server = Node.server(pki.serverFiles(KeyType.P256)).start()) {
      int port = Node.port(server);
      for (boolean again : new boolean[] {false, true, true}) {
        try (Ssl ssl = client.newSsl(JesselClient.bio(port), "localhost")) {
          assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
          assertThat(ssl.isResumed()).isEqualTo(again);
        }
      }
    }
  }

  private static void serve(Ssl ssl) throws IOException {
    SslStatus status = ssl.handshake();
    assertThat(status).isEqualTo(SslStatus.DONE);
    Lines.mirror(ssl);
  }

  private static String readEarly(Ssl ssl) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(1000);
    StringBuilder all = new StringBuilder();
    while (ssl.readEarlyData(target) == SslStatus.DONE) {
      all.append(StandardCharsets.UTF_8.decode(target.flip()));
      target.clear();
    }
    return all.toString();
  }
}
