// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.SslVerify;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TLS 1.2, 1.1 and 1.0 with {@code openssl s_server} and {@code s_client}, each of which speaks
 * nothing else at that time.
 */
final class OpenSslOlderIT {
  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  static List<ProtocolVersion> versions() {
    return OlderPeers.OF_OPENSSL;
  }

  static Stream<Arguments> keys() {
    return versions().stream()
        .flatMap(version -> keysOf(version).map(type -> Arguments.of(version, type)));
  }

  // RFC 8422 5.10: EdDSA needs TLS 1.2; so does RSA-PSS.
  private static Stream<KeyType> keysOf(ProtocolVersion version) {
    Stream<KeyType> old = Stream.of(KeyType.RSA, KeyType.P256, KeyType.P384, KeyType.P521);
    return version.equals(ProtocolVersion.TLS_1_2)
        ? Stream.concat(old, Stream.of(KeyType.RSA_PSS, KeyType.ED25519, KeyType.ED448))
        : old;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aHelloInTheFormatOfSsl2IsUnderstood(ProtocolVersion version) throws IOException {
    OlderPeers peers = new OlderPeers(pki, version);
    SslContext.Builder asking =
        peers
            .client()
            .securityLevel(0)
            .minVersion(ProtocolVersion.SSL_2)
            .cipherList("ALL:!aNULL:SSLv2");
    try (ChildProcess server = peers.mirror(KeyType.RSA, "-cipher", "DEFAULT:@SECLEVEL=0");
        Ssl ssl = connect(asking, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(version);
      assertThat(ssl.hasExtendedMainSecret()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKindOfKeySigns(ProtocolVersion version, KeyType type) throws IOException {
    OlderPeers peers = new OlderPeers(pki, version);
    PemFiles shown = pki.clientFiles(type);
    SslContext.Builder showing = peers.client().credential(Pki.client(type).credential());
    try (ChildProcess server = peers.mirror(type, "-Verify", "1", "-CAfile", pki.authority());
        Ssl ssl = connect(showing, server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(version);
      assertThat(ssl.signatureScheme()).isPresent();
      assertThat(ssl.peerSignatureScheme()).isPresent();
      assertThat(ssl.hasExtendedMainSecret()).isTrue();
    }
    SslContext.Builder asking = peers.server(type).verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(asking, Lines::mirror);
        ChildProcess client = peers.console(server, "-cert", shown.chain(), "-key", shown.key())) {
      sayHello(client);
      assertThat(server.served().peerCertificates()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aClientWithoutACertificateIsTakenWhereItMayBe(ProtocolVersion version) throws IOException {
    OlderPeers peers = new OlderPeers(pki, version);
    try (ChildProcess server = peers.mirror("-verify", "1", "-CAfile", pki.authority());
        Ssl ssl = connect(peers.client(), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
    }
    SslContext.Builder asking = peers.server().verify(SslVerify.PEER);
    try (JesselServer server = JesselServer.start(asking, Lines::mirror);
        ChildProcess client = peers.console(server)) {
      sayHello(client);
      assertThat(server.served().peerCertificates()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aTicketBringsTheClientBack(ProtocolVersion version) throws IOException {
    resumes(version);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anIdBringsTheClientBack(ProtocolVersion version) throws IOException {
    resumes(version, "-no_ticket");
  }

  private void resumes(ProtocolVersion version, Object... options) throws IOException {
    OlderPeers peers = new OlderPeers(pki, version);
    List<SslSession> sessions = new ArrayList<>();
    SslListener keeper =
        new SslListener() {
          @Override
          public void session(Ssl of, SslSession session) {
            sessions.add(session);
          }
        };
    try (ChildProcess server = peers.mirror(options)) {
      try (Ssl ssl = connect(peers.client().listener(keeper), server)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
        assertThat(ssl.isResumed()).isFalse();
      }
      try (Ssl ssl = connect(peers.client().session(Optional.of(sessions.get(0))), server)) {
        assertThat(Lines.ask(ssl, "again")).isEqualTo("niaga");
        assertThat(ssl.isResumed()).isTrue();
        assertThat(ssl.version()).contains(version);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void openSslComesBackWithATicket(ProtocolVersion version) throws IOException {
    comesBack(version);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void openSslComesBackWithAnId(ProtocolVersion version) throws IOException {
    comesBack(version, "-no_ticket");
  }

  private void comesBack(ProtocolVersion version, Object... options) throws IOException {
    OlderPeers peers = new OlderPeers(pki, version);
    Path session = pki.file("session.pem");
    try (JesselServer server = JesselServer.start(peers.server(), Lines::mirror)) {
      try (ChildProcess client = peers.console(server, with(options, "-sess_out", session))) {
        sayHello(client);
        assertThat(server.served().isResumed()).isFalse();
      }
      try (ChildProcess client = peers.console(server, with(options, "-sess_in", session))) {
        sayHello(client);
        Ssl served = server.served();
        assertThat(served.isResumed()).isTrue();
        assertThat(served.version()).contains(version);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void theNewestInCommonIsSpoken(ProtocolVersion version) throws IOException {
    OlderPeers peers = new OlderPeers(pki, version);
    SslContext.Builder any =
        peers.client().minVersion(ProtocolVersion.TLS_1_0).maxVersion(ProtocolVersion.TLS_1_3);
    try (ChildProcess server = peers.mirror();
        Ssl ssl = connect(any.securityLevel(0), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(version);
    }
  }

  private static Object[] with(Object[] some, Object... more) {
    Object[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static Ssl connect(SslContext.Builder context, ChildProcess server) throws IOException {
    return JesselClient.connect(context, OpenSsl.port(server));
  }

  private static void sayHello(ChildProcess client) {
    client.send("hello").await("^olleh$");
    client.send("Q");
  }
}
