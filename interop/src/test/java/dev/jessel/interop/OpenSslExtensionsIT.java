// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslExtension;
import dev.jessel.SslReply;
import dev.jessel.SslStatus;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels in extensions of TLS 1.3, with OpenSSL's programs at the other end. */
final class OpenSslExtensionsIT {
  /** An OCSPResponse that says tryLater, which proves nothing and harms nothing. */
  private static final byte[] TRY_LATER = {0x30, 3, 0x0a, 1, 3};

  private static final int TYPE = 65_346;

  /** The second form: ClientHello, EncryptedExtensions, ServerHello of TLS 1.2; two bytes. */
  private static final String SERVER_INFO =
      """
      -----BEGIN SERVERINFOV2 FOR tag-----
      AAAFgP9CAAIHCA==
      -----END SERVERINFOV2 FOR tag-----
      """;

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @Test
  void theirServerStaples() throws IOException {
    Path response = pki.write("response.der", TRY_LATER);
    try (ChildProcess server =
            OpenSsl.server(pki.serverFiles(KeyType.P256), "-status_file", response);
        Ssl ssl =
            JesselClient.connectWhenUp(
                Pki.clientContext().statusRequest(true), OpenSsl.port(server))) {
      assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      assertThat(ssl.ocspResponse()).contains(Bytes.of(TRY_LATER.clone()));
    }
  }

  @Test
  void theirClientReadsOurStaple() throws IOException {
    SslContext.Builder context =
        Pki.serverContext().ocspResponse(Optional.of(Bytes.of(TRY_LATER.clone())));
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = OpenSsl.client(pki, server, "-status")) {
      client.await("OCSP Response Status: trylater");
      client.send("hello").await("^olleh$");
      client.send("Q");
      server.served();
    }
  }

  @Test
  void anotherContextForTheNameThatTheirClientAsksFor() throws IOException {
    SslContext other =
        SslContext.server()
            .credential(Pki.factory().server(KeyType.P256, "other.example").credential())
            .alpn("other")
            .build();
    SslContext.Builder context =
        Pki.serverContext()
            .contextSelector(
                hello -> {
                  assertThat(hello.serverName()).contains("other.example");
                  return SslReply.now(other);
                });
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            OpenSsl.client(
                pki,
                server,
                "-servername",
                "other.example",
                "-verify_hostname",
                "other.example",
                "-alpn",
                "other")) {
      client.await("^ALPN protocol: other$");
      client.send("hello").await("^olleh$");
      client.send("Q");
      assertThat(server.served().context()).isSameAs(other);
    }
  }

  @Test
  void theirServerAnswersAnExtensionOfOurs() throws IOException {
    Path info = pki.write("info.pem", SERVER_INFO.getBytes(StandardCharsets.US_ASCII));
    AtomicReference<Bytes> heard = new AtomicReference<>();
    SslExtension asked =
        new SslExtension(
            TYPE,
            EnumSet.allOf(ExtensionPlace.class),
            (ssl, place, certificate) -> Optional.of(Bytes.EMPTY),
            (ssl, place, content, certificate) -> heard.set(content));
    try (ChildProcess server = OpenSsl.server(pki.serverFiles(KeyType.P256), "-serverinfo", info);
        Ssl ssl =
            JesselClient.connectWhenUp(
                Pki.clientContext().extension(asked), OpenSsl.port(server))) {
      assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      assertThat(heard.get()).isEqualTo(Bytes.of((byte) 7, (byte) 8));
    }
  }

  @Test
  void weAnswerAnExtensionOfTheirs() throws IOException {
    SslExtension answered =
        new SslExtension(
            TYPE,
            EnumSet.allOf(ExtensionPlace.class),
            (ssl, place, certificate) -> Optional.of(Bytes.of((byte) 7, (byte) 8)),
            (ssl, place, content, certificate) -> {});
    try (JesselServer server =
            JesselServer.start(Pki.serverContext().extension(answered), Lines::mirror);
        ChildProcess client =
            ChildProcess.start(
                Peer.OPENSSL,
                "s_client",
                "-connect",
                server.address(),
                "-tls1_2",
                "-serverinfo",
                TYPE)) {
      client.await("BEGIN SERVERINFO FOR EXTENSION " + TYPE);
      client.send("hello").await("^olleh$");
      client.send("Q");
      server.served();
    }
  }
}
