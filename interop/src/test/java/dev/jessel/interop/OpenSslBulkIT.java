// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Megabytes between Jessel and OpenSSL's programs, both ways at once: one thread writes while
 * another reads.
 */
final class OpenSslBulkIT {
  private static final int SIZE = 8_000_003;

  @TempDir Path directory;
  private Pki pki;

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256"
      })
  void withAServer(String suite) throws IOException {
    int port = FreePort.find();
    Path received = pki.file("received");
    byte[] there = Payload.of(SIZE, 1);
    byte[] back = Payload.of(SIZE, 2);
    var files = pki.serverFiles(KeyType.P256);
    try (ChildProcess server =
            ChildProcess.startInto(
                received,
                Peer.OPENSSL,
                "s_server",
                "-quiet",
                "-accept",
                "127.0.0.1:" + port,
                "-tls1_3",
                "-cert",
                files.chain(),
                "-key",
                files.key());
        Ssl ssl = JesselClient.connectWhenUp(Pki.clientContext().cipherSuites(suite), port)) {
      ssl.handshake();
      CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> server.send(back));
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(ssl, there));
      assertThat(Payload.digest(ssl.inputStream().readNBytes(SIZE)))
          .isEqualTo(Payload.digest(back));
      CompletableFuture.allOf(feeding, writing).join();
      assertArrives(received, there);
      assertThat(ssl.cipherSuite().orElseThrow().name()).isEqualTo(suite);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256"
      })
  void withAClient(String suite) throws IOException {
    Path received = pki.file("received");
    byte[] there = Payload.of(SIZE, 3);
    byte[] back = Payload.of(SIZE, 4);
    AtomicReference<byte[]> arrived = new AtomicReference<>();
    JesselServer.Talk talk =
        ssl -> {
          ssl.handshake();
          CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(ssl, back));
          arrived.set(ssl.inputStream().readNBytes(SIZE));
          writing.join();
        };
    SslContext.Builder context = Pki.serverContext().cipherSuites(suite);
    try (JesselServer server = JesselServer.start(context, talk);
        ChildProcess client =
            ChildProcess.startInto(
                received, Peer.OPENSSL, OpenSsl.clientArguments(pki, server, "-quiet"))) {
      client.send(there);
      assertThat(server.served().cipherSuite().orElseThrow().name()).isEqualTo(suite);
      assertThat(Payload.digest(arrived.get())).isEqualTo(Payload.digest(there));
      assertArrives(received, back);
    }
  }

  private static void assertArrives(Path file, byte[] expected) throws IOException {
    Eventually.is("all bytes arrived", () -> size(file) >= expected.length);
    assertThat(Payload.digest(Files.readAllBytes(file))).isEqualTo(Payload.digest(expected));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Ssl ssl, byte[] bytes) {
    try {
      ssl.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
