// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread waits in a read, over a blocking transport, while another one updates the keys. */
class KeyUpdateBesideReaderTest {
  private static final int PATIENCE_SECONDS = 60;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void aKeyUpdateDoesNotWaitForTheReader() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        SocketChannel near = connectTo(listener);
        SocketChannel far = listener.accept()) {
      Ssl server = server().newSsl(Bio.of(far));
      Ssl client =
          SslContext.client().verify(SslVerify.NONE).build().newSsl(Bio.of(near), "localhost");
      Future<Void> accepted = threads.submit(() -> handshake(server));
      handshake(client);
      accepted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      CompletableFuture<Byte> firstByte = new CompletableFuture<>();
      Future<?> reader = threads.submit(() -> firstByte.complete(readByte(client)));
      assertStillWaiting(firstByte);

      Future<SslStatus> update = threads.submit(() -> client.updateKeys(true));

      assertThat(update.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
      assertThat(firstByte).isNotDone();
      client.write(new byte[] {1});
      assertThat(readByte(server)).isEqualTo((byte) 1);
      server.write(new byte[] {2});
      assertThat(firstByte.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo((byte) 2);
      reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The tickets of the server pass by; the read goes on waiting. */
  private static void assertStillWaiting(CompletableFuture<Byte> firstByte) throws Exception {
    try {
      firstByte.get(200, TimeUnit.MILLISECONDS);
      throw new AssertionError("a byte came from nowhere");
    } catch (TimeoutException expected) {
      assertThat(firstByte).isNotDone();
    }
  }

  private static SslContext server() throws Exception {
    return SslContext.server().credential(file("p384.pem"), file("p384.key")).build();
  }

  private static Void handshake(Ssl ssl) throws SslException {
    assertThat(ssl.handshake()).isEqualTo(SslStatus.DONE);
    return null;
  }

  private static byte readByte(Ssl ssl) throws SslException {
    ByteBuffer one = ByteBuffer.allocate(1);
    assertThat(ssl.read(one)).isEqualTo(SslStatus.DONE);
    return one.get(0);
  }

  private static SocketChannel connectTo(ServerSocketChannel listener) throws Exception {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return SocketChannel.open(listener.getLocalAddress());
  }

  private static Path file(String name) throws Exception {
    return Path.of(KeyUpdateBesideReaderTest.class.getResource("/x509/" + name).toURI());
  }
}
