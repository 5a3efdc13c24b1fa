// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslVerify;
import dev.jessel.crypto.Secret;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS 1.2 with {@code openssl s_server} and {@code s_client}, which speak nothing newer here. */
final class OpenSsl12IT {
  private static final byte[] KEY = {1, 2, 3, 4};

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "ECDHE-RSA-AES128-GCM-SHA256, RSA",
    "ECDHE-RSA-AES256-GCM-SHA384, RSA",
    "ECDHE-RSA-CHACHA20-POLY1305, RSA",
    "ECDHE-RSA-AES128-SHA, RSA",
    "ECDHE-RSA-AES256-SHA384, RSA",
    "ECDHE-ECDSA-AES128-GCM-SHA256, P256",
    "ECDHE-ECDSA-AES256-CCM8, P384",
    "ECDHE-ECDSA-AES128-SHA256, ED25519",
    "DHE-RSA-AES128-GCM-SHA256, RSA",
    "DHE-RSA-AES256-SHA256, RSA",
    "AES128-GCM-SHA256, RSA",
    "AES256-SHA, RSA",
    "AES128-CCM8, RSA",
    "PSK-AES128-GCM-SHA256, P256",
    "PSK-AES256-CBC-SHA384, P256",
    "DHE-PSK-AES128-GCM-SHA256, P256",
    "ECDHE-PSK-CHACHA20-POLY1305, P256",
    "ECDHE-PSK-AES128-CBC-SHA256, P256",
    "RSA-PSK-AES128-GCM-SHA256, RSA",
    "ADH-AES128-GCM-SHA256, P256",
    "AECDH-AES128-SHA, P256"
  })
  void everyKeyExchange(String suite, KeyType type) throws IOException {
    String list = suite + ":@SECLEVEL=0";
    try (ChildProcess server = mirror(type, "-cipher", list, "-psk", "01020304");
        Ssl ssl = connect(client().cipherList(list), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(ssl.cipherSuite().orElseThrow().openSslName()).isEqualTo(suite);
      assertThat(ssl.hasExtendedMainSecret()).isTrue();
    }
    try (JesselServer server = JesselServer.start(server(type).cipherList(list), Lines::mirror);
        ChildProcess client = console(server, "-cipher", list, "-psk", "01020304")) {
      sayHello(client);
      assertThat(server.served().cipherSuite().orElseThrow().openSslName()).isEqualTo(suite);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"RSA", "RSA_PSS", "P256", "P384", "P521", "ED25519", "ED448"})
  void everyKindOfKeySigns(KeyType type) throws IOException {
    PemFiles shown = pki.clientFiles(type);
    try (ChildProcess server = mirror(type, "-Verify", "1", "-CAfile", pki.authority());
        Ssl ssl = connect(client().credential(Pki.client(type).credential()), server)) {
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
      assertThat(ssl.signatureScheme()).isPresent();
      assertThat(ssl.peerSignatureScheme()).isPresent();
    }
    SslContext.Builder asking = server(type).verify(SslVerify.REQUIRED);
    try (JesselServer server = JesselServer.start(asking, Lines::mirror);
        ChildProcess client = console(server, "-cert", shown.chain(), "-key", shown.key())) {
      sayHello(client);
      assertThat(server.served().peerCertificates()).isNotEmpty();
    }
  }

  @Test
  void aTicketBringsTheClientBack() throws IOException {
    resumes();
  }

  @Test
  void anIdBringsTheClientBack() throws IOException {
    resumes("-no_ticket");
  }

  private void resumes(Object... options) throws IOException {
    List<SslSession> sessions = new ArrayList<>();
    SslListener keeper =
        new SslListener() {
          @Override
          public void session(Ssl of, SslSession session) {
            sessions.add(session);
          }
        };
    try (ChildProcess server = mirror(KeyType.P256, options)) {
      try (Ssl ssl = connect(client().listener(keeper), server)) {
        assertThat(Lines.ask(ssl, "hello")).isEqualTo("olleh");
        assertThat(ssl.isResumed()).isFalse();
      }
      try (Ssl ssl = connect(client().session(Optional.of(sessions.get(0))), server)) {
        assertThat(Lines.ask(ssl, "again")).isEqualTo("niaga");
        assertThat(ssl.isResumed()).isTrue();
      }
    }
  }

  @Test
  void openSslComesBackWithATicket() throws IOException {
    comesBack();
  }

  @Test
  void openSslComesBackWithAnId() throws IOException {
    comesBack("-no_ticket");
  }

  private void comesBack(Object... options) throws IOException {
    Path session = pki.file("session.pem");
    try (JesselServer server = JesselServer.start(server(KeyType.P256), Lines::mirror)) {
      try (ChildProcess client = console(server, with(options, "-sess_out", session))) {
        sayHello(client);
        assertThat(server.served().isResumed()).isFalse();
      }
      try (ChildProcess client = console(server, with(options, "-sess_in", session))) {
        sayHello(client);
        assertThat(server.served().isResumed()).isTrue();
      }
    }
  }

  private static SslContext.Builder client() {
    SslCallbacks.PskIdentity identity =
        new SslCallbacks.PskIdentity("Client_identity", Secret.copyOf(KEY));
    return Pki.clientContext()
        .maxVersion(ProtocolVersion.TLS_1_2)
        .pskChooser(Optional.of(hint -> SslReply.now(Optional.of(identity))));
  }

  private static SslContext.Builder server(KeyType type) {
    return Pki.serverContext(type)
        .maxVersion(ProtocolVersion.TLS_1_2)
        .pskFinder(Optional.of(name -> SslReply.now(Optional.of(Secret.copyOf(KEY)))));
  }

  private ChildProcess mirror(KeyType type, Object... options) {
    PemFiles files = pki.serverFiles(type);
    Object[] always = {
      "s_server", "-accept", "127.0.0.1:0", "-tls1_2", "-rev", "-cert_chain", files.chain()
    };
    return ChildProcess.start(
        Peer.OPENSSL, with(with(always, "-cert", files.chain(), "-key", files.key()), options));
  }

  private ChildProcess console(JesselServer server, Object... options) throws IOException {
    Object[] always = {
      "s_client", "-connect", server.address(), "-tls1_2", "-servername", "localhost"
    };
    return ChildProcess.start(
        Peer.OPENSSL, with(with(always, "-CAfile", pki.authority()), options));
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
