// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
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
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thread reads while another writes, on both ends of a blocking socket. */
class TwoThreadsTest {
  private static final int TOTAL = 2_000_000;
  private static final int PIECE = 10_000;
  private static final int ROUNDS = 5_000;
  private static final int PIECES_BETWEEN_UPDATES = 20;
  private static final long PATIENCE_SECONDS = 60;

  private ExecutorService threads = Executors.newCachedThreadPool();
  private final List<SocketChannel> channels = new ArrayList<>();
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
      client = Identities.client().build().newSsl(Bio.of(near));
      server = Identities.server().build().newSsl(Bio.of(far));
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    threads.shutdownNow();
    assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void dataFlowsBothWaysWhileKeysChange() throws Exception {
    talkBothWays(TOTAL, PIECE, PIECES_BETWEEN_UPDATES);
  }

  @Test
  void thousandsOfSmallWritesWithAKeyUpdateBehindEverySecond() throws Exception {
    talkBothWays(ROUNDS, 1, 2);
  }

  @Test
  void virtualThreadsDoTheSame() throws Exception {
    threads.shutdownNow();
    threads = virtualThreads();
    talkBothWays(TOTAL, PIECE, PIECES_BETWEEN_UPDATES);
  }

  @Test
  void virtualThreadsDoThousandsOfSmallWritesToo() throws Exception {
    threads.shutdownNow();
    threads = virtualThreads();
    talkBothWays(ROUNDS, 1, 2);
  }

  /** Since JDK 21; the tests are compiled for 17. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "no virtual threads before JDK 21");
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private void talkBothWays(int total, int piece, int between) throws Exception {
    List<Future<Long>> all =
        List.of(
            threads.submit(writer(client, 1, total, piece, between)),
            threads.submit(writer(server, 2, total, piece, between)),
            threads.submit(reader(client, 2, total, piece)),
            threads.submit(reader(server, 1, total, piece)));
    for (Future<Long> each : all) {
      assertThat(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(total);
    }
  }

  @Test
  void whoeverComesFirstPerformsTheHandshakeForBoth() throws Exception {
    CyclicBarrier start = new CyclicBarrier(4);
    List<Future<SslStatus>> all = new ArrayList<>();
    for (Ssl end : List.of(client, server)) {
      all.add(threads.submit(() -> started(start, () -> end.read(ByteBuffer.allocate(1)))));
      all.add(threads.submit(() -> started(start, () -> end.write(ByteBuffer.allocate(1)))));
    }
    for (Future<SslStatus> each : all) {
      assertThat(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
    }
    assertThat(client.cipherSuite()).isEqualTo(server.cipherSuite()).isPresent();
  }

  @Test
  void aReaderThatWaitsDoesNotKeepAWriterFromItsWork() throws Exception {
    handshake();
    Future<Integer> waiting =
        threads.submit(
            () -> {
              ByteBuffer target = ByteBuffer.allocate(10);
              assertThat(client.read(target)).isEqualTo(SslStatus.DONE);
              return target.position();
            });
    Future<SslStatus> writing =
        threads.submit(
            () -> {
              client.write(new byte[] {1, 2, 3});
              SslStatus updated = client.updateKeys(true);
              client.write(new byte[] {4});
              return updated;
            });
    assertThat(writing.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
    assertThat(waiting.isDone()).isFalse();
    server.write(new byte[] {5, 6});
    assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void aFailureOfTheReadingHalfIsSeenByTheWritingHalf() throws Exception {
    handshake();
    Future<SslStatus> waiting = threads.submit(() -> client.read(ByteBuffer.allocate(10)));
    // Not what TLS is made of: the reader fails, and with it the connection.
    ByteBuffer noise = ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 20, 0, 0, 0, 0, 0});
    channels.get(1).write(noise);
    channels.get(1).write(ByteBuffer.wrap(new byte[15]));
    assertThatThrownBy(() -> waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SslException.class);
    assertThatThrownBy(() -> client.write(new byte[] {1})).isInstanceOf(SslException.class);
    // The other end hears of it by the alert.
    assertThatThrownBy(() -> server.read(ByteBuffer.allocate(10)))
        .isInstanceOf(SslException.class)
        .hasMessageContaining("bad record mac");
  }

  private static SslStatus started(CyclicBarrier start, Callable<SslStatus> call) throws Exception {
    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return call.call();
  }

  private void handshake() throws Exception {
    Future<SslStatus> ofServer = threads.submit(server::handshake);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(ofServer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
  }

  private static Callable<Long> writer(Ssl to, long seed, int total, int length, int between) {
    return () -> {
      Random content = new Random(seed);
      byte[] piece = new byte[length];
      long written = 0;
      for (int i = 1; written < total; i++) {
        content.nextBytes(piece);
        to.write(piece);
        written += piece.length;
        if (i % between == 0) {
          assertThat(to.updateKeys(i % (2 * between) == 0)).isEqualTo(SslStatus.DONE);
        }
      }
      return written;
    };
  }

  private static Callable<Long> reader(Ssl from, long seed, int total, int length) {
    return () -> {
      Random content = new Random(seed);
      byte[] expected = new byte[length];
      byte[] actual = new byte[length];
      for (long read = 0; read < total; read += length) {
        content.nextBytes(expected);
        ByteBuffer target = ByteBuffer.wrap(actual);
        while (target.hasRemaining()) {
          assertThat(from.read(target)).isEqualTo(SslStatus.DONE);
        }
        assertThat(actual).isEqualTo(expected);
      }
      return (long) total;
    };
  }
}
