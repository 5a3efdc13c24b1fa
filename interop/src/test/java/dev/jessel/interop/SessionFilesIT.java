// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslEarlyData;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with sessions go from {@code openssl} to Jessel and back. */
final class SessionFilesIT {
  @TempDir Path directory;
  private Pki pki;
  private Path file;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
    file = directory.resolve("session.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2", "-tls1_2 -no_ticket", "-tls1_3 -no_ticket"})
  void theirFileIsResumedByOurClient(String options) throws IOException {
    try (ChildProcess server = mirror()) {
      int port = OpenSsl.port(server);
      visit(port, "-sess_out", options);
      SslSession session = SslSession.fromPem(Files.readString(file));
      assertThat(session.peerChain()).isNotEmpty();
      // Their file has the server's own certificate alone, which leads nowhere by itself.
      SslContext.Builder client = client(options).session(Optional.of(session));
      try (Ssl ssl = JesselClient.connect(client.verify(SslVerify.NONE), port)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
        assertThat(ssl.isResumed()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void ourFileIsResumedByTheirClient(String options) throws IOException {
    SslContext.Builder context = Pki.serverContext();
    try (JesselServer server = JesselServer.start(context, Lines::mirror)) {
      Files.writeString(file, received(server.port(), options).toPem());
      visit(server.port(), "-sess_in", options);
      Ssl served = server.served();
      assertThat(served.isResumed()).isFalse();
      assertThat(server.served().isResumed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2", "-tls1_2 -no_ticket"})
  void ourFileIsResumedByOurClientAtTheirServer(String options) throws IOException {
    Object[] ofServer =
        options.contains("-no_ticket") ? new Object[] {"-no_ticket"} : new Object[0];
    try (ChildProcess server = mirror(ofServer)) {
      int port = OpenSsl.port(server);
      SslSession session = SslSession.fromDer(received(port, options).toDer());
      SslContext.Builder client = client(options).session(Optional.of(session));
      try (Ssl ssl = JesselClient.connect(client, port)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
        assertThat(ssl.isResumed()).as("verified by the chain in the file").isTrue();
      }
    }
  }

  @Test
  void earlyDataGoesWithAFile() throws IOException {
    try (ChildProcess server = OpenSsl.server(pki.serverFiles(KeyType.P256), "-early_data")) {
      int port = OpenSsl.port(server);
      try (ChildProcess client = OpenSsl.client(pki, port, "-sess_out", file)) {
        client.send("first");
        server.await("first");
        server.send("welcome");
        String ignored = client.await("(welcome)");
        client.send("Q");
        assertThat(client.exitStatus()).isZero();
      }
      SslContext.Builder context =
          Pki.clientContext()
              .verify(SslVerify.NONE)
              .session(Optional.of(SslSession.fromPem(Files.readString(file))));
      try (Ssl ssl = JesselClient.connect(context, port)) {
        ByteBuffer early = ByteBuffer.wrap("early\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ssl.writeEarlyData(early)).isEqualTo(SslStatus.DONE);
        assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
        assertThat(ssl.earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_3", "-tls1_2"})
  void theirToolShowsWhatStandsInOurFile(String options) throws IOException {
    SslSession session;
    SslContext.Builder context = Pki.serverContext().maxEarlyData(1234).alpn("h2", "http/1.1");
    try (JesselServer server = JesselServer.start(context, Lines::mirror)) {
      session = received(server.port(), options);
      Files.writeString(file, session.toPem());
    }
    String shown = shown();
    assertThat(shown)
        .contains("Protocol  : " + session.version().name())
        .contains("Start Time: " + session.created().getEpochSecond())
        .contains("Timeout   : " + session.lifetimeSeconds() + " (sec)")
        .contains("ticket lifetime hint: " + session.lifetimeSeconds() + " (seconds)")
        .contains("Verify return code: 0 (ok)");
    boolean newer = session.version().equals(ProtocolVersion.TLS_1_3);
    assertThat(shown.contains("Max Early Data: 1234")).isEqualTo(newer);
    assertThat(shown).contains("Extended master secret: " + (newer ? "no" : "yes"));
    assertThat(shown).containsPattern((newer ? "Resumption PSK" : "Master-Key") + ": [0-9A-F]{64}");
    Files.writeString(file, SslSession.fromDer(session.toDer()).toPem());
    assertThat(shown()).as("after another round").isEqualTo(shown);
  }

  @Test
  void aFileThatOpenSslRewroteIsTheSame() throws IOException {
    try (JesselServer server = JesselServer.start(Pki.serverContext(), Lines::mirror)) {
      Files.writeString(file, received(server.port(), "-tls1_3").toPem());
    }
    Path other = directory.resolve("other.der");
    tool("-in", file, "-outform", "DER", "-out", other);
    SslSession theirs = SslSession.fromDer(Files.readAllBytes(other));
    SslSession ours = SslSession.fromPem(Files.readString(file));
    assertThat(theirs.ticket()).isEqualTo(ours.ticket());
    assertThat(theirs.ticketAgeAdd()).isEqualTo(ours.ticketAgeAdd());
    assertThat(theirs.secret().equalTo(ours.secret())).isTrue();
    assertThat(theirs.peerChain()).isEqualTo(ours.peerChain().subList(0, 1));
  }

  /** What our client gets, and what it holds of its server: two certificates. */
  private SslSession received(int port, String options) throws IOException {
    List<SslSession> sessions = new CopyOnWriteArrayList<>();
    SslListener keeps =
        new SslListener() {
          @Override
          public void session(Ssl ssl, SslSession session) {
            sessions.add(session);
          }
        };
    try (Ssl ssl = JesselClient.connect(client(options).listener(keeps), port)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
    }
    return sessions.get(sessions.size() - 1);
  }

  private static SslContext.Builder client(String options) {
    ProtocolVersion version =
        options.startsWith("-tls1_2") ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
    return Pki.clientContext().maxVersion(version).alpn("h2");
  }

  private void visit(int port, String direction, String options) {
    Object[] usual = OpenSsl.clientArguments(pki, "127.0.0.1:" + port, direction, file);
    List<Object> all = new ArrayList<>(List.of(both(usual)));
    all.addAll(List.of(options.split(" ")));
    try (ChildProcess client = ChildProcess.start(Peer.OPENSSL, all.toArray())) {
      client.send("hello").await("olleh$");
      client.send("Q");
      assertThat(client.exitStatus()).isZero();
    }
  }

  private ChildProcess mirror(Object... more) {
    List<Object> all = new ArrayList<>(List.of("-rev"));
    all.addAll(List.of(more));
    return ChildProcess.start(
        Peer.OPENSSL, both(OpenSsl.serverArguments(pki.serverFiles(KeyType.P256), all.toArray())));
  }

  /** Without the option that leaves TLS 1.3 alone. */
  private static Object[] both(Object... arguments) {
    return Stream.of(arguments).filter(each -> !each.equals("-tls1_3")).toArray();
  }

  private String shown() {
    return tool("-in", file, "-noout", "-text");
  }

  private static String tool(Object... options) {
    List<Object> all = new ArrayList<>(List.of("sess_id"));
    all.addAll(List.of(options));
    try (ChildProcess tool = ChildProcess.start(Peer.OPENSSL, all.toArray())) {
      assertThat(tool.exitStatus()).isZero();
      return tool.output();
    }
  }
}
