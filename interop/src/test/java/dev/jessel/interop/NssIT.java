// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslSession;
import dev.jessel.SslVerify;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * NSS from SSLv3 to TLS 1.3, in both directions: {@code selfserv} and {@code tstclnt}, which are
 * told one version and one suite each time. Nothing else that is still made speaks SSLv3.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NssIT {
  private static final Map<ProtocolVersion, String> NAMES =
      Map.of(
          ProtocolVersion.SSL_3_0, "ssl3",
          ProtocolVersion.TLS_1_0, "tls1.0",
          ProtocolVersion.TLS_1_1, "tls1.1",
          ProtocolVersion.TLS_1_2, "tls1.2",
          ProtocolVersion.TLS_1_3, "tls1.3");
  private static final List<ProtocolVersion> OLDER =
      List.of(
          ProtocolVersion.SSL_3_0,
          ProtocolVersion.TLS_1_0,
          ProtocolVersion.TLS_1_1,
          ProtocolVersion.TLS_1_2);

  private static final List<String> OF_TLS_1_3 =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
  private static final List<String> OF_TLS_1_2 =
      List.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES256-GCM-SHA384",
          "ECDHE-RSA-CHACHA20-POLY1305",
          "DHE-RSA-AES128-GCM-SHA256",
          "ECDHE-RSA-AES128-SHA256",
          "AES128-GCM-SHA256",
          "AES256-SHA256");
  private static final List<String> OF_CURVES =
      List.of("ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA");
  private static final List<String> OF_ALL =
      List.of("AES128-SHA", "AES256-SHA", "DHE-RSA-AES128-SHA", "NULL-SHA", "NULL-MD5");
  private static final List<String> OF_OLD =
      List.of("DES-CBC3-SHA", "DHE-RSA-DES-CBC3-SHA", "RC4-SHA", "RC4-MD5");

  private Pki pki;
  private NssDatabase database;

  /** Has nothing to show: tstclnt shows what it finds. */
  private NssDatabase stranger;

  @BeforeAll
  void fillDatabase(@TempDir Path directory) throws IOException {
    pki = new Pki(directory);
    database =
        new NssDatabase(directory.resolve("nss"))
            .trust(pki.authority())
            .add("server", Pki.server(KeyType.RSA))
            // One subject has one nickname.
            .add("server-ec", Pki.factory().server(KeyType.P256, "ec.localhost", "localhost"))
            .add("client", Pki.client(KeyType.RSA));
    stranger = new NssDatabase(directory.resolve("stranger")).trust(pki.authority());
  }

  static List<ProtocolVersion> older() {
    return OLDER;
  }

  static Stream<Arguments> suites() {
    return Stream.concat(
        OF_TLS_1_3.stream().map(suite -> Arguments.of(ProtocolVersion.TLS_1_3, suite)),
        OLDER.stream().flatMap(version -> suitesOf(version).map(s -> Arguments.of(version, s))));
  }

  private static Stream<String> suitesOf(ProtocolVersion version) {
    Stream<String> own = (version.equals(ProtocolVersion.TLS_1_2) ? OF_TLS_1_2 : OF_OLD).stream();
    Stream<String> curves =
        version.equals(ProtocolVersion.SSL_3_0) ? Stream.of() : OF_CURVES.stream();
    return Stream.of(own, curves, OF_ALL.stream()).flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsClient(ProtocolVersion version, String suite) throws IOException {
    int port = FreePort.find();
    try (ChildProcess server = server(port, version, "-c", code(suite));
        Ssl ssl = JesselClient.connect(speaking(Pki.clientContext(), version, suite), port)) {
      assertThat(request(ssl)).startsWith("HTTP/1.0 200 OK").contains("GET /hello");
      settled(ssl, version, suite);
      server.await("selfserv: SSL version 3\\." + (version.code() & 0xFF) + " ");
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsServer(ProtocolVersion version, String suite) throws IOException {
    SslContext.Builder context =
        Pki.serverContext(KeyType.RSA).credential(Pki.server(KeyType.P256).credential());
    try (JesselServer server =
            JesselServer.start(speaking(context, version, suite), NssIT::mirrorUntilTheEnd);
        ChildProcess client = client(server, version, "-c", code(suite))) {
      client.send("hello").await("^olleh$");
      client.send("z".repeat(3000)).await("^z{3000}$");
      client.send("end");
      settled(server.served(), version, suite);
    }
  }

  @ParameterizedTest
  @MethodSource("older")
  void certificatesOfBothSides(ProtocolVersion version) throws IOException {
    int port = FreePort.find();
    SslContext.Builder showing =
        speaking(Pki.clientContext(), version).credential(Pki.client(KeyType.RSA).credential());
    try (ChildProcess server = server(port, version, "-rr");
        Ssl ssl = JesselClient.connect(showing, port)) {
      assertThat(request(ssl)).startsWith("HTTP/1.0 200 OK");
      server.await("subject DN: CN=somebody");
    }
    SslContext.Builder asking =
        speaking(Pki.serverContext(KeyType.RSA), version).verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(asking, NssIT::mirrorUntilTheEnd);
        ChildProcess client = client(server, version, "-n", "client")) {
      client.send("hello").await("^olleh$");
      client.send("end");
      assertThat(server.served().peerCertificates()).isNotEmpty();
    }
  }

  /** SSLv3 says so with a warning, where later versions have an empty list. */
  @ParameterizedTest
  @MethodSource("older")
  void aClientWithoutACertificateIsTakenWhereItMayBe(ProtocolVersion version) throws IOException {
    int port = FreePort.find();
    try (ChildProcess server = server(port, version, "-r");
        Ssl ssl = JesselClient.connect(speaking(Pki.clientContext(), version), port)) {
      assertThat(request(ssl)).startsWith("HTTP/1.0 200 OK");
      server.await("SSL version");
    }
    SslContext.Builder asking =
        speaking(Pki.serverContext(KeyType.RSA), version).verify(SslVerify.PEER);
    try (JesselServer server = JesselServer.start(asking, NssIT::mirrorUntilTheEnd);
        ChildProcess client = client(stranger, server, version)) {
      client.send("hello").await("^olleh$");
      client.send("end");
      assertThat(server.served().peerCertificates()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("older")
  void sessionsAreResumedBothWays(ProtocolVersion version) throws IOException {
    List<SslSession> sessions = new ArrayList<>();
    SslListener keeper =
        new SslListener() {
          @Override
          public void session(Ssl of, SslSession session) {
            sessions.add(session);
          }
        };
    int port = FreePort.find();
    SslContext.Builder context = speaking(Pki.clientContext(), version).listener(keeper);
    try (ChildProcess server = server(port, version)) {
      try (Ssl ssl = JesselClient.connect(context, port)) {
        assertThat(request(ssl)).startsWith("HTTP/1.0 200 OK");
      }
      try (Ssl ssl = JesselClient.connect(context.session(Optional.of(sessions.get(0))), port)) {
        assertThat(request(ssl)).startsWith("HTTP/1.0 200 OK");
        assertThat(ssl.isResumed()).isTrue();
        server.await("[1-9]\\d* cache hits");
      }
    }
    SslContext.Builder ours = speaking(Pki.serverContext(KeyType.RSA), version);
    try (JesselServer server = JesselServer.start(ours, Ssl::handshake);
        ChildProcess client = client(server, version, "-L", "2", "-Q")) {
      assertThat(server.served().isResumed()).isFalse();
      assertThat(server.served().isResumed()).isTrue();
      assertThat(client.exitStatus()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("older")
  void theirClientRenegotiates(ProtocolVersion version) throws IOException {
    SslContext.Builder context =
        speaking(Pki.serverContext(KeyType.RSA), version)
            .options(SslOption.ALLOW_CLIENT_RENEGOTIATION);
    try (JesselServer server = JesselServer.start(context, NssIT::mirrorUntilTheEnd);
        ChildProcess client = client(server, version, "-r", "2")) {
      // It would send data behind its ClientHello, which servers take as little as OpenSSL's do.
      client.await("(?s)(stateless resumes.*){3}");
      client.send("hello").await("^olleh$");
      client.send("again").await("^niaga$");
      client.send("end");
      assertThat(server.served().isRenegotiationSecure()).isTrue();
    }
  }

  /** Mirrors lines; tstclnt goes on after the end of its input, so a line ends the connection. */
  private static void mirrorUntilTheEnd(Ssl ssl) throws IOException {
    for (String line = Lines.receive(ssl); !line.equals("end"); line = Lines.receive(ssl)) {
      Lines.send(ssl, new StringBuilder(line).reverse().toString());
    }
  }

  private static String request(Ssl ssl) throws IOException {
    ssl.write("GET /hello HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return Lines.receiveAll(ssl);
  }

  private ChildProcess server(int port, ProtocolVersion version, Object... options) {
    String name = NAMES.get(version);
    List<Object> arguments = new ArrayList<>(List.of("-d", database.location(), "-p", port, "-v"));
    arguments.addAll(List.of("-n", "server", "-e", "server-ec", "-V", name + ":" + name));
    arguments.addAll(Arrays.asList(options));
    ChildProcess server = ChildProcess.start(Peer.NSS_SERVER, arguments.toArray());
    server.await("About to call accept");
    return server;
  }

  private ChildProcess client(JesselServer server, ProtocolVersion version, Object... options)
      throws IOException {
    return client(database, server, version, options);
  }

  private static ChildProcess client(
      NssDatabase of, JesselServer server, ProtocolVersion version, Object... options)
      throws IOException {
    String name = NAMES.get(version);
    List<Object> arguments = new ArrayList<>(List.of("-d", of.location(), "-4"));
    arguments.addAll(List.of("-h", "localhost", "-p", server.port(), "-V", name + ":" + name));
    arguments.addAll(Arrays.asList(options));
    return ChildProcess.start(Peer.NSS_CLIENT, arguments.toArray());
  }

  /** As {@code -c} has it: a colon and four digits. */
  private static String code(String suite) {
    return String.format(":%04X", known(suite).code());
  }

  private static CipherSuite known(String suite) {
    return CipherSuite.named(suite).orElseThrow();
  }

  private static SslContext.Builder speaking(SslContext.Builder context, ProtocolVersion version) {
    return context.minVersion(version).maxVersion(version).securityLevel(0);
  }

  private static SslContext.Builder speaking(
      SslContext.Builder context, ProtocolVersion version, String suite) {
    SslContext.Builder only = speaking(context, version);
    return version.equals(ProtocolVersion.TLS_1_3)
        ? only.cipherSuites(suite)
        : only.cipherList(suite);
  }

  private static void settled(Ssl ssl, ProtocolVersion version, String suite) {
    assertThat(ssl.version()).contains(version);
    assertThat(ssl.cipherSuite()).contains(known(suite));
  }
}
