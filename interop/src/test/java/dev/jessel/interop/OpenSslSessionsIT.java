// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslEarlyData;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslPsk;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.crypto.Secret;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, pre-shared keys and early data of TLS 1.3 with {@code openssl}, both directions. */
final class OpenSslSessionsIT {
  private static final String KEY = "00112233445566778899aabbccddeeff";
  private static final String IDENTITY = "Client_identity";

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  // ---- Their clients

  @ParameterizedTest
  @ValueSource(strings = {"", "-groups P-256:X25519", "-allow_no_dhe_kex"})
  void theirClientComesBack(String option) throws IOException {
    Object[] options = option.isEmpty() ? new Object[0] : option.split(" ");
    SslContext.Builder context =
        Pki.serverContext().groups("X25519:P-256").options(SslOption.ALLOW_NO_DHE_KEX);
    try (JesselServer server = JesselServer.start(context, Lines::mirror)) {
      assertThat(visit(server, "-sess_out", options)).contains("New, TLSv1.3");
      assertThat(server.served().isResumed()).isFalse();
      assertThat(visit(server, "-sess_in", options)).contains("Reused, TLSv1.3");
      assertThat(server.served().isResumed()).isTrue();
    }
  }

  @Test
  void theirClientComesBackToASessionThatIsKept() throws IOException {
    SslContext.Builder context = Pki.serverContext().options(SslOption.NO_TICKET);
    try (JesselServer server = JesselServer.start(context, Lines::mirror)) {
      assertThat(visit(server, "-sess_out")).contains("New, TLSv1.3");
      assertThat(visit(server, "-sess_in")).contains("Reused, TLSv1.3");
      assertThat(visit(server, "-sess_in")).as("once").contains("New, TLSv1.3");
    }
  }

  @Test
  void theirClientsEarlyDataIsTakenOnce() throws IOException {
    Path file = directory.resolve("early.txt");
    Files.writeString(file, "early words\n");
    List<String> heard = new CopyOnWriteArrayList<>();
    SslContext.Builder context = Pki.serverContext().maxEarlyData(1000);
    JesselServer.Talk talk =
        ssl -> {
          heard.add(readEarly(ssl));
          Lines.mirror(ssl);
        };
    try (JesselServer server = JesselServer.start(context, talk)) {
      assertThat(visit(server, "-sess_out")).contains("Max Early Data: 1000");
      assertThat(server.served().earlyData()).isEqualTo(SslEarlyData.NOT_SENT);
      assertThat(visit(server, "-sess_in", "-early_data", file))
          .contains("Early data was accepted");
      assertThat(server.served().earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
      assertThat(heard).containsExactly("", "early words\n");
    }
  }

  @Test
  void theirClientsEarlyDataIsSkippedWhereItIsNotWanted() throws IOException {
    Path file = directory.resolve("early.txt");
    Files.writeString(file, "early words\n");
    SslContext.Builder context = Pki.serverContext().maxEarlyData(1000);
    try (JesselServer server = JesselServer.start(context, Lines::mirror)) {
      assertThat(visit(server, "-sess_out")).contains("Max Early Data: 1000");
      assertThat(visit(server, "-sess_in", "-early_data", file))
          .contains("Reused, TLSv1.3")
          .contains("Early data was rejected");
    }
  }

  @Test
  void theirClientBringsAKey() throws IOException {
    SslContext.Builder context =
        Pki.serverContext()
            .noCredentials()
            .pskFinder(
                Optional.of(
                    identity ->
                        SslReply.now(Optional.of(key()).filter(k -> identity.equals(IDENTITY)))));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = OpenSsl.client(pki, server, "-psk", KEY)) {
      client.send("hello").await("olleh$");
      client.send("Q");
      Ssl served = server.served();
      assertThat(served.pskIdentity()).contains(IDENTITY);
      assertThat(served.credential()).isEmpty();
    }
  }

  private String visit(JesselServer server, String direction, Object... options)
      throws IOException {
    List<Object> all = new ArrayList<>(List.of(direction, directory.resolve("session.pem")));
    all.addAll(List.of(options));
    try (ChildProcess client = OpenSsl.client(pki, server, all.toArray())) {
      client.send("hello").await("olleh$");
      client.send("Q");
      assertThat(client.exitStatus()).isZero();
      return client.output();
    }
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

  // ---- Their servers

  @ParameterizedTest
  @ValueSource(strings = {"", "-no_ticket", "-groups P-256", "-allow_no_dhe_kex"})
  void ourClientComesBack(String option) throws IOException {
    Object[] options = option.isEmpty() ? new Object[0] : option.split(" ");
    Kept kept = new Kept();
    SslContext.Builder client =
        Pki.clientContext()
            .groups("X25519:P-256")
            .options(SslOption.ALLOW_NO_DHE_KEX)
            .listener(kept);
    try (ChildProcess server = mirror(options)) {
      int port = OpenSsl.port(server);
      try (Ssl ssl = JesselClient.connect(client, port)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
        assertThat(ssl.isResumed()).isFalse();
      }
      try (Ssl ssl = JesselClient.connect(client.session(kept.last()), port)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
        assertThat(ssl.isResumed()).isTrue();
        assertThat(ssl.wasHelloRetried()).isEqualTo(option.startsWith("-groups"));
      }
    }
  }

  @Test
  void ourClientComesBackByItself() throws IOException {
    SslContext client = Pki.clientContext().sessionCache(10).build();
    try (ChildProcess server = mirror()) {
      int port = OpenSsl.port(server);
      for (boolean again : new boolean[] {false, true, true}) {
        try (Ssl ssl = client.newSsl(JesselClient.bio(port), "localhost")) {
          assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
          assertThat(ssl.isResumed()).isEqualTo(again);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"})
  void ourEarlyDataIsTakenOnce(String suite) throws IOException {
    Kept kept = new Kept();
    SslContext.Builder client = Pki.clientContext().cipherSuites(suite).listener(kept);
    try (ChildProcess server = OpenSsl.server(pki.serverFiles(KeyType.P256), "-early_data")) {
      int port = OpenSsl.port(server);
      try (Ssl ssl = JesselClient.connect(client, port)) {
        Lines.send(ssl, "first");
        server.await("first");
        server.send("welcome");
        assertThat(Lines.receive(ssl)).isEqualTo("welcome");
        SslStatus ignored = ssl.shutdownOutput();
      }
      SslContext.Builder again = client.session(kept.last());
      try (Ssl ssl = JesselClient.connect(again, port)) {
        SslStatus written =
            ssl.writeEarlyData(ByteBuffer.wrap("early\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(written).isEqualTo(SslStatus.DONE);
        assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
        assertThat(ssl.earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
        server.await("early");
        SslStatus ignored = ssl.shutdownOutput();
      }
      try (Ssl ssl = JesselClient.connect(again, port)) {
        SslStatus written =
            ssl.writeEarlyData(ByteBuffer.wrap("again\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(written).isEqualTo(SslStatus.DONE);
        assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
        assertThat(ssl.earlyData()).isEqualTo(SslEarlyData.REJECTED);
        SslStatus ignored = ssl.shutdownOutput();
      }
    }
  }

  @Test
  void ourClientBringsAKey() throws IOException {
    SslPsk psk =
        SslPsk.of(
            Bytes.of(IDENTITY.getBytes(StandardCharsets.UTF_8)),
            key(),
            CipherSuite.TLS_AES_128_GCM_SHA256);
    SslContext.Builder client =
        Pki.clientContext()
            // Their server has certificates, and then takes no other suite for the key's sake.
            .cipherSuites("TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384")
            .externalPskChooser(Optional.of(() -> SslReply.now(List.of(psk))));
    try (ChildProcess server = mirror("-psk", KEY);
        Ssl ssl = JesselClient.connect(client, OpenSsl.port(server))) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.pskIdentity()).contains(IDENTITY);
      assertThat(ssl.peerCertificates()).isEmpty();
    }
  }

  private static Secret key() {
    return Secret.take(HexFormat.of().parseHex(KEY));
  }

  private ChildProcess mirror(Object... options) {
    Object[] all = new Object[options.length + 1];
    all[0] = "-rev";
    System.arraycopy(options, 0, all, 1, options.length);
    return OpenSsl.server(pki.serverFiles(KeyType.P256), all);
  }

  /** What a client got. */
  private static final class Kept implements SslListener {
    private final List<SslSession> sessions = new CopyOnWriteArrayList<>();

    @Override
    public void session(Ssl ssl, SslSession session) {
      sessions.add(session);
    }

    Optional<SslSession> last() {
      return Optional.of(sessions.get(sessions.size() - 1));
    }
  }
}
