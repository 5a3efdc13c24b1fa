// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Terms> terms() {
    return Stream.of(
        new Terms(ProtocolVersion.TLS_1_3, "-tls1_3", "TLS_AES_128_GCM_SHA256"),
        new Terms(ProtocolVersion.TLS_1_3, "-tls1_3", "TLS_AES_256_GCM_SHA384"),
        new Terms(ProtocolVersion.TLS_1_3, "-tls1_3", "TLS_CHACHA20_POLY1305_SHA256"),
        new Terms(ProtocolVersion.TLS_1_2, "-tls1_2", "ECDHE-ECDSA-AES128-GCM-SHA256"),
        new Terms(ProtocolVersion.TLS_1_2, "-tls1_2", "ECDHE-ECDSA-AES256-SHA384"),
        new Terms(ProtocolVersion.TLS_1_1, "-tls1_1", "ECDHE-ECDSA-AES128-SHA"),
        // A record without content goes before each one with data, in both directions.
        new Terms(ProtocolVersion.TLS_1_0, "-tls1", "ECDHE-ECDSA-AES128-SHA"));
  }

  /** What both ends are told, and OpenSSL's option for the version. */
  private record Terms(ProtocolVersion version, String option, String suite) {
    SslContext.Builder applyTo(SslContext.Builder context) {
      SslContext.Builder only = context.minVersion(version).maxVersion(version);
      return version.equals(ProtocolVersion.TLS_1_3)
          ? only.cipherSuites(suite)
          : only.cipherList(list());
    }

    /** What OpenSSL needs to be told besides the version, where its own order will not do. */
    String list() {
      return version.equals(ProtocolVersion.TLS_1_3) ? "DEFAULT" : suite + ":@SECLEVEL=0";
    }

    void settled(Ssl ssl) {
      assertThat(ssl.version()).contains(version);
      assertThat(ssl.cipherSuite().orElseThrow().openSslName()).isEqualTo(suite);
    }
  }

  @ParameterizedTest
  @MethodSource("terms")
  void withAServer(Terms terms) throws IOException {
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
                terms.option(),
                "-cipher",
                terms.list(),
                "-cert",
                files.chain(),
                "-key",
                files.key());
        Ssl ssl = JesselClient.connectWhenUp(terms.applyTo(Pki.clientContext()), port)) {
      ssl.handshake();
      CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> server.send(back));
      CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(ssl, there));
      assertThat(Payload.digest(ssl.inputStream().readNBytes(SIZE)))
          .isEqualTo(Payload.digest(back));
      CompletableFuture.allOf(feeding, writing).join();
      assertArrives(received, there);
      terms.settled(ssl);
    }
  }

  @ParameterizedTest
  @MethodSource("terms")
  void withAClient(Terms terms) throws IOException {
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
    try (JesselServer server = JesselServer.start(terms.applyTo(Pki.serverContext()), talk);
        ChildProcess client =
            ChildProcess.startInto(received, Peer.OPENSSL, clientArguments(server, terms))) {
      client.send(there);
      terms.settled(server.served());
      assertThat(Payload.digest(arrived.get())).isEqualTo(Payload.digest(there));
      assertArrives(received, back);
    }
  }

  private Object[] clientArguments(JesselServer server, Terms terms) throws IOException {
    return List.of(
            "s_client",
            "-connect",
            server.address(),
            terms.option(),
            "-cipher",
            terms.list(),
            "-CAfile",
            pki.authority(),
            "-verify_return_error",
            "-quiet")
        .toArray();
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
