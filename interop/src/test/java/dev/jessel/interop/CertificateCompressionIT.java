// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslListener;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.compress.CertificateCodec;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compressed certificates of both sides, with GnuTLS's programs at either end. Debian's are built
 * without zlib: there both tests are skipped, which no package mends.
 */
final class CertificateCompressionIT {
  private static final List<CertificateCodec> ZLIB = List.of(CertificateCodec.zlib());

  @TempDir Path directory;
  private Pki pki;
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();

  private final SslListener listener =
      new SslListener() {
        @Override
        public void handshakeMessage(Ssl ssl, boolean ours, Bytes message) {
          if (message.at(0) == HandshakeType.COMPRESSED_CERTIFICATE.code()) {
            (ours ? sent : received).incrementAndGet();
          }
        }
      };

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @Test
  void theirClientAndOurServer() throws IOException {
    PemFiles shown = pki.clientFiles(KeyType.P256);
    SslContext.Builder context =
        Pki.serverContext()
            .certificateCompression(ZLIB)
            .verify(SslVerify.REQUIRED)
            .listener(listener);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client =
            ChildProcess.start(
                Peer.GNUTLS_CLIENT,
                "--port",
                server.port(),
                "--x509cafile",
                pki.authority(),
                "--x509certfile",
                shown.chain(),
                "--x509keyfile",
                shown.key(),
                "--compress-cert=zlib",
                "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3",
                "localhost")) {
      client.await("Handshake was completed");
      client.send("hello").await("^olleh$");
      client.endInput();
      assertThat(server.served().peerCertificates().get(0).subject()).isEqualTo("CN = somebody");
      assumeTrue(sent.get() + received.get() > 0, "this GnuTLS was built without zlib");
      assertThat(sent.get()).isEqualTo(1);
      assertThat(received.get()).isEqualTo(1);
    }
  }

  @Test
  void ourClientAndTheirServer() throws IOException {
    SslContext.Builder context =
        Pki.clientContext()
            .certificateCompression(ZLIB)
            .credential(Pki.client(KeyType.P256).credential())
            .listener(listener);
    PemFiles files = pki.serverFiles(KeyType.P256);
    int port = FreePort.find();
    try (ChildProcess server =
            ChildProcess.start(
                Peer.GNUTLS_SERVER,
                "--port",
                port,
                "--echo",
                "--x509certfile",
                files.chain(),
                "--x509keyfile",
                files.key(),
                "--x509cafile",
                pki.authority(),
                "--require-client-cert",
                "--compress-cert=zlib",
                "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3");
        Ssl ssl = JesselClient.connectWhenUp(context, port)) {
      assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
      assertThat(Lines.ask(ssl, "hello")).isEqualTo("hello");
      assumeTrue(sent.get() + received.get() > 0, "this GnuTLS was built without zlib");
      assertThat(received.get()).isEqualTo(1);
      assertThat(sent.get()).isEqualTo(1);
      assertThat(server.output()).doesNotContain("Error in handshake");
    }
  }
}
