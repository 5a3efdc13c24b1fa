// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslCalls;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.bio.FilterBio;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A client's thread that waits in a read, over a socket that blocks, keeps no other thread from
 * writing early data, nor from ending it.
 */
class HalfOpenThreadsTest implements SslListener {
  private static final long PATIENCE_SECONDS = 30;
  private static final int LIMIT = 10_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final BlockingQueue<SslSession> sessions = new LinkedBlockingQueue<>();
  private final Semaphore reads = new Semaphore(0);
  private final SslContext settings = Identities.server().maxEarlyData(LIMIT).build();
  private volatile Callable<Boolean> onSession = () -> true;
  private Ssl client;
  private Ssl server;

  /** Tells that the client is about to wait for its transport. */
  private final class Tap extends FilterBio {
    Tap(Bio next) {
      super(next);
    }

    @Override
    protected int doRead(byte[] b, int off, int len) throws IOException {
      reads.release();
      return readNext(b, off, len);
    }
  }

  @BeforeEach
  void comeBack() throws Exception {
    connect(Optional.empty());
    Future<SslStatus> accepted = threads.submit(server::handshake);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(accepted.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
    server.write(new byte[1]);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.DONE);
    connect(Optional.of(sessions.remove()));
  }

  @AfterEach
  void disconnect() throws Exception {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    threads.shutdownNow();
    assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private void connect(Optional<SslSession> session) throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel near = SocketChannel.open(listener.getLocalAddress());
      SocketChannel far = listener.accept();
      channels.add(near);
      channels.add(far);
      client =
          Identities.client().listener(this).session(session).build().newSsl(new Tap(Bio.of(near)));
      server = settings.newSsl(Bio.of(far));
    }
  }

  @Test
  void aReaderThatWaitsKeepsNobodyFromWriting() throws Exception {
    SslCalls calls = client.calls();
    Future<String> served = threads.submit(this::serve);
    assertThat(calls.writeEarlyData(new byte[] {1}, 0, 1)).isOne();
    assertThat(read(calls)).isEqualTo(11);
    reads.drainPermits();
    Future<Integer> waiting = threads.submit(() -> read(calls));
    assertThat(reads.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    // The server says no more until it has heard all of this.
    writeTheRest(calls);
    assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(12);
    assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("1234");
    assertThat(client.isEstablished()).isTrue();
  }

  @Test
  void whoReadsFirstAndWhoWritesFirstGetAlong() throws Exception {
    SslCalls calls = client.calls();
    Future<String> served = threads.submit(this::serve);
    assertThat(calls.writeEarlyData(new byte[] {1}, 0, 1)).isOne();
    Future<List<Integer>> waiting = threads.submit(() -> List.of(read(calls), read(calls)));
    writeTheRest(calls);
    assertThat(waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(11, 12);
    assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("1234");
  }

  /** The reader is at work on a ticket when another thread finds that it is too late. */
  @Test
  void whoComesTooLateDisturbsNoReader() throws Exception {
    SslCalls calls = client.calls();
    Future<String> served = threads.submit(this::serve);
    assertThat(calls.writeEarlyData(new byte[] {1}, 0, 1)).isOne();
    assertThat(read(calls)).isEqualTo(11);
    writeTheRest(calls);
    List<Object> late = new ArrayList<>();
    onSession =
        () ->
            late.add(
                threads.submit(this::reasonOfLateWrite).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertThat(read(calls)).isEqualTo(12);
    assertThat(served.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("1234");
    assertThat(late).isNotEmpty().containsOnly(Optional.of(SslReason.EARLY_DATA_NOT_POSSIBLE));
  }

  private Object reasonOfLateWrite() throws Exception {
    try {
      return client.writeEarlyData(ByteBuffer.allocate(1));
    } catch (SslException e) {
      return e.reason();
    }
  }

  private void writeTheRest(SslCalls calls) throws Exception {
    Future<Integer> written =
        threads.submit(
            () -> {
              assertThat(calls.writeEarlyData(new byte[] {2}, 0, 1)).isOne();
              assertThat(calls.writeEarlyData(new byte[] {3}, 0, 1)).isOne();
              return calls.write(new byte[] {4}, 0, 1);
            });
    assertThat(written.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isOne();
  }

  /** Answers the first byte at once, and the rest when it has heard all that is early and more. */
  private String serve() throws Exception {
    StringBuilder heard = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (server.readEarlyData(one.clear()) == SslStatus.DONE) {
      heard.append(one.get(0));
      if (heard.length() == 1) {
        assertThat(server.writeEarlyData(ByteBuffer.wrap(new byte[] {11})))
            .isEqualTo(SslStatus.DONE);
      }
    }
    assertThat(server.read(one.clear())).isEqualTo(SslStatus.DONE);
    heard.append(one.get(0));
    server.write(new byte[] {12});
    return heard.toString();
  }

  private static int read(SslCalls calls) {
    byte[] target = new byte[1];
    assertThat(calls.read(target, 0, 1)).isOne();
    return target[0];
  }

  @Override
  public void session(Ssl ssl, SslSession session) {
    sessions.add(session);
    try {
      assertThat(onSession.call()).isTrue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
