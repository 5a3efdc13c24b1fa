// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.bio.Bio;
import dev.jessel.testkit.handshake.Identities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client is asked for its certificate while all four threads are talking. */
class AskedAmidTalkTest {
  private static final int QUESTIONS = 40;
  private static final int PIECE = 3_000;
  private static final long PATIENCE_SECONDS = 60;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private Ssl client;
  private Ssl server;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel near = SocketChannel.open(listener.getLocalAddress());
      SocketChannel far = listener.accept();
      channels.add(near);
      channels.add(far);
      client =
          Identities.client()
              .postHandshakeAuth(true)
              .credential(Identities.CLIENT)
              .build()
              .newSsl(Bio.of(near));
      server = Identities.server().trust(Identities.AUTHORITY.trust()).build().newSsl(Bio.of(far));
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    over.set(true);
    for (SocketChannel channel : channels) {
      channel.close();
    }
    threads.shutdownNow();
    assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void itAnswersWhoeverIsWritingAndNothingIsLost() throws Exception {
    Future<Long> heardByClient = threads.submit(() -> readAll(client));
    Future<Long> heardByServer = threads.submit(() -> readAll(server));
    Future<Long> saidByClient = threads.submit(() -> talk(client));
    long saidByServer = 0;
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
    for (int i = 0; i < QUESTIONS; i++) {
      assertThat(server.requestClientCertificate(SslVerify.REQUIRED)).isEqualTo(SslStatus.DONE);
      while (server.isCertificateAwaited()) {
        saidByServer += say(server);
      }
      assertThat(server.peerCertificates()).isNotEmpty();
    }
    over.set(true);
    long said = saidByClient.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(server.shutdownOutput()).isEqualTo(SslStatus.DONE);
    assertThat(heardByServer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(said);
    assertThat(heardByClient.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(saidByServer);
  }

  @Test
  void aClientThatOnlyReadsAnswersToo() throws Exception {
    Future<Long> heardByClient = threads.submit(() -> readAll(client));
    Future<Long> heardByServer = threads.submit(() -> readAll(server));
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
    long saidByServer = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      assertThat(server.requestClientCertificate(SslVerify.REQUIRED)).isEqualTo(SslStatus.DONE);
      while (server.isCertificateAwaited()) {
        saidByServer += say(server);
      }
    }
    assertThat(server.shutdownOutput()).isEqualTo(SslStatus.DONE);
    assertThat(heardByClient.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(saidByServer);
    assertThat(client.shutdownOutput()).isEqualTo(SslStatus.DONE);
    assertThat(heardByServer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
  }

  private long talk(Ssl ssl) throws IOException {
    long said = 0;
    while (!over.get()) {
      said += say(ssl);
    }
    assertThat(ssl.shutdownOutput()).isEqualTo(SslStatus.DONE);
    return said;
  }

  private static int say(Ssl ssl) throws IOException {
    assertThat(ssl.write(ByteBuffer.allocate(PIECE))).isEqualTo(SslStatus.DONE);
    return PIECE;
  }

  private static long readAll(Ssl ssl) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(20_000);
    long heard = 0;
    while (ssl.read(buffer.clear()) == SslStatus.DONE) {
      heard += buffer.position();
    }
    return heard;
  }
}
