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
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** GnuTLS in TLS 1.2, 1.1 and 1.0; it is told one key exchange, cipher and MAC each time. */
final class GnuTlsOlderIT {
  private static final Map<ProtocolVersion, String> NAMES =
      Map.of(
          ProtocolVersion.TLS_1_2, "TLS1.2",
          ProtocolVersion.TLS_1_1, "TLS1.1",
          ProtocolVersion.TLS_1_0, "TLS1.0");

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  /** A suite in OpenSSL's words and in those of GnuTLS, and the server's key. */
  private record Suite(String name, KeyType key, String exchange, String cipher, String mac) {
    String priorities(ProtocolVersion version) {
      return String.format(
          "NORMAL:-VERS-ALL:+VERS-%s:-KX-ALL:+%s:-CIPHER-ALL:+%s:-MAC-ALL:+%s:+SIGN-ALL",
          NAMES.get(version), exchange, cipher, mac);
    }
  }

  private static final List<Suite> OF_TLS_1_2 =
      List.of(
          suite("ECDHE-RSA-AES128-GCM-SHA256", KeyType.RSA, "ECDHE-RSA", "AES-128-GCM", "AEAD"),
          suite(
              "ECDHE-ECDSA-AES256-GCM-SHA384", KeyType.P256, "ECDHE-ECDSA", "AES-256-GCM", "AEAD"),
          suite(
              "ECDHE-ECDSA-CHACHA20-POLY1305",
              KeyType.P384,
              "ECDHE-ECDSA",
              "CHACHA20-POLY1305",
              "AEAD"),
          suite("ECDHE-ECDSA-AES128-CCM", KeyType.P256, "ECDHE-ECDSA", "AES-128-CCM", "AEAD"),
          suite("ECDHE-ECDSA-AES128-CCM8", KeyType.P256, "ECDHE-ECDSA", "AES-128-CCM-8", "AEAD"),
          suite("DHE-RSA-AES128-GCM-SHA256", KeyType.RSA, "DHE-RSA", "AES-128-GCM", "AEAD"),
          suite("AES256-GCM-SHA384", KeyType.RSA, "RSA", "AES-256-GCM", "AEAD"),
          suite("AES128-SHA256", KeyType.RSA, "RSA", "AES-128-CBC", "SHA256"));

  /** Of these the old versions are made. */
  private static final List<Suite> OF_ALL =
      List.of(
          suite("ECDHE-RSA-AES128-SHA", KeyType.RSA, "ECDHE-RSA", "AES-128-CBC", "SHA1"),
          suite("ECDHE-ECDSA-AES256-SHA", KeyType.P384, "ECDHE-ECDSA", "AES-256-CBC", "SHA1"),
          suite("DHE-RSA-AES256-SHA", KeyType.RSA, "DHE-RSA", "AES-256-CBC", "SHA1"),
          suite("AES128-SHA", KeyType.RSA, "RSA", "AES-128-CBC", "SHA1"),
          suite("CAMELLIA128-SHA", KeyType.RSA, "RSA", "CAMELLIA-128-CBC", "SHA1"),
          suite("NULL-SHA", KeyType.RSA, "RSA", "NULL", "SHA1"),
          suite("NULL-MD5", KeyType.RSA, "RSA", "NULL", "MD5"),
          suite("ADH-AES128-SHA", KeyType.RSA, "ANON-DH", "AES-128-CBC", "SHA1"),
          suite("AECDH-AES256-SHA", KeyType.RSA, "ANON-ECDH", "AES-256-CBC", "SHA1"));

  /** What TLS 1.2 no longer has here. */
  private static final List<Suite> OF_OLD =
      List.of(
          suite("DES-CBC3-SHA", KeyType.RSA, "RSA", "3DES-CBC", "SHA1"),
          suite("RC4-SHA", KeyType.RSA, "RSA", "ARCFOUR-128", "SHA1"),
          suite("RC4-MD5", KeyType.RSA, "RSA", "ARCFOUR-128", "MD5"));

  private static Suite suite(String name, KeyType key, String exchange, String cipher, String mac) {
    return new Suite(name, key, exchange, cipher, mac);
  }

  static List<ProtocolVersion> versions() {
    return OlderPeers.OF_OPENSSL;
  }

  static Stream<Arguments> suites() {
    return versions().stream()
        .flatMap(version -> suitesOf(version).map(suite -> Arguments.of(version, suite)));
  }

  private static Stream<Suite> suitesOf(ProtocolVersion version) {
    List<Suite> own = version.equals(ProtocolVersion.TLS_1_2) ? OF_TLS_1_2 : OF_OLD;
    return Stream.concat(own.stream(), OF_ALL.stream());
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsClient(ProtocolVersion version, Suite suite) throws IOException {
    int port = FreePort.find();
    SslContext.Builder context = speaking(Pki.clientContext(), version, suite);
    try (ChildProcess server = mirror(port, suite.key(), suite.priorities(version));
        Ssl ssl = JesselClient.connectWhenUp(context, port)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(Lines.ask(ssl, "z".repeat(9000))).isEqualTo("z".repeat(9000));
      settled(ssl, version, suite);
      server.await(NAMES.get(version));
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void jesselAsServer(ProtocolVersion version, Suite suite) throws IOException {
    SslContext.Builder context = speaking(Pki.serverContext(suite.key()), version, suite);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = GnuTls.client(pki, server, suite.priorities(version))) {
      client.await("Handshake was completed");
      client.send("hello").await("^olleh$");
      client.send("z".repeat(4000)).await("^z{4000}$");
      client.endInput();
      settled(server.served(), version, suite);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void bothSidesShowCertificates(ProtocolVersion version) throws IOException {
    Suite suite = OF_ALL.get(0);
    PemFiles shown = pki.clientFiles(KeyType.RSA);
    int port = FreePort.find();
    SslContext.Builder showing =
        speaking(Pki.clientContext(), version, suite)
            .credential(Pki.client(KeyType.P256).credential());
    try (ChildProcess server =
            mirror(
                port,
                suite.key(),
                suite.priorities(version),
                "--require-client-cert",
                "--verify-client-cert",
                "--x509cafile",
                pki.authority());
        Ssl ssl = JesselClient.connectWhenUp(showing, port)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assertThat(ssl.signatureScheme()).isPresent();
      server.await("CN=somebody");
    }
    SslContext.Builder asking =
        speaking(Pki.serverContext(suite.key()), version, suite).verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(asking, Lines::mirror);
        ChildProcess client =
            GnuTls.client(
                pki,
                server,
                suite.priorities(version),
                "--x509certfile",
                shown.chain(),
                "--x509keyfile",
                shown.key())) {
      client.send("hello").await("^olleh$");
      client.endInput();
      assertThat(server.served().peerCertificates()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void sessionsAreResumedBothWays(ProtocolVersion version) throws IOException {
    Suite suite = OF_ALL.get(0);
    List<SslSession> sessions = new ArrayList<>();
    int port = FreePort.find();
    SslContext.Builder context = speaking(Pki.clientContext(), version, suite);
    try (ChildProcess server = mirror(port, suite.key(), suite.priorities(version))) {
      try (Ssl ssl = JesselClient.connectWhenUp(context.listener(keeper(sessions)), port)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      }
      try (Ssl ssl = JesselClient.connect(context.session(Optional.of(sessions.get(0))), port)) {
        assertThat(Lines.ask(ssl, "again")).isEqualTo("again");
        assertThat(ssl.isResumed()).isTrue();
        server.await("This is a resumed session");
      }
    }
    SslContext.Builder ours = speaking(Pki.serverContext(suite.key()), version, suite);
    try (JesselServer server = JesselServer.start(ours, Lines::mirror);
        ChildProcess client = GnuTls.client(pki, server, suite.priorities(version), "--resume")) {
      assertThat(server.served().isResumed()).isFalse();
      client.await("This is a resumed session");
      client.send("hello").await("^olleh$");
      client.endInput();
      assertThat(server.served().isResumed()).isTrue();
    }
  }

  private static SslListener keeper(List<SslSession> sessions) {
    return new SslListener() {
      @Override
      public void session(Ssl of, SslSession session) {
        sessions.add(session);
      }
    };
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theirClientRenegotiates(ProtocolVersion version) throws IOException {
    Suite suite = OF_ALL.get(0);
    SslContext.Builder context =
        speaking(Pki.serverContext(suite.key()), version, suite)
            .options(SslOption.ALLOW_CLIENT_RENEGOTIATION);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            GnuTls.client(pki, server, suite.priorities(version), "--rehandshake")) {
      client.await("ReHandshake was completed");
      client.send("hello").await("^olleh$");
      client.endInput();
      settled(server.served(), version, suite);
    }
  }

  private ChildProcess mirror(int port, KeyType key, String priorities, Object... more) {
    List<Object> options = new ArrayList<>(List.of("--echo"));
    options.addAll(more.length == 0 ? List.of("-a") : List.of(more));
    return GnuTls.server(port, pki.serverFiles(key), priorities, options.toArray());
  }

  private static SslContext.Builder speaking(
      SslContext.Builder context, ProtocolVersion version, Suite suite) {
    return context
        .minVersion(version)
        .maxVersion(version)
        .cipherList(suite.name() + ":@SECLEVEL=0");
  }

  private static void settled(Ssl ssl, ProtocolVersion version, Suite suite) {
    assertThat(ssl.version()).contains(version);
    assertThat(ssl.cipherSuite().orElseThrow().openSslName()).isEqualTo(suite.name());
  }
}
