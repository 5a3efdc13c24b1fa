// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.testkit.handshake.Identities;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * One thread reads, over a transport that blocks, and makes the handshake on the way; another asks
 * for the handshake. When it is over, the other does not go on to wait until data comes.
 */
final class HandshakeWaitersTest {
  private static final int ROUNDS = 150;
  private static final long PATIENCE_SECONDS = 60;

  @Test
  void whoWaitsForAHandshakeDoesNotWaitForAReaderToo() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      for (int round = 0; round < ROUNDS; round++) {
        try (SocketChannel near = SocketChannel.open(listener.getLocalAddress());
            SocketChannel far = listener.accept()) {
          waitBesideAReader(threads, near, far);
        }
      }
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void waitBesideAReader(
      ExecutorService threads, SocketChannel near, SocketChannel far) throws Exception {
    Ssl client = Identities.client().build().newSsl(Bio.of(near));
    Ssl server = Identities.server().build().newSsl(Bio.of(far));
    ByteBuffer heard = ByteBuffer.allocate(1);
    Future<SslStatus> reader = threads.submit(() -> server.read(heard));
    Future<SslStatus> waiter = threads.submit(server::handshake);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(waiter.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
    assertThat(client.write(ByteBuffer.wrap(new byte[] {7}))).isEqualTo(SslStatus.DONE);
    assertThat(reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
    assertThat(heard.get(0)).isEqualTo((byte) 7);
  }
}
