// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.FilterBio;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What may and may not go out once a side has said goodbye, asked for keys, or is stuck. */
final class ClosedHalfTest {
  private static final int ROOMY = 64 * 1024;
  private static final int PATIENCE_SECONDS = 60;
  private static final byte[] GARBAGE = new byte[40];

  private final CertificateFactory certificates = CertificateFactory.create();
  private final BioPair pair = BioPair.create(ROOMY, ROOMY);
  private final KeyUpdates updates = new KeyUpdates();

  @Test
  void nothingIsWrittenBehindAGoodbyeInWhateverStyleItWasSaid() throws SslException {
    Ssl client = connected(pair.left());
    assertThat(client.shutdownOutput()).isEqualTo(SslStatus.DONE);
    long before = pair.right().pending();

    assertThat(client.calls().write(new byte[1], 0, 1)).isLessThanOrEqualTo(0);

    assertThat(client.calls().failure().flatMap(SslException::reason))
        .contains(SslReason.PROTOCOL_IS_SHUTDOWN);
    assertThat(pair.right().pending()).isEqualTo(before);
  }

  @Test
  void noKeyUpdateFollowsAGoodbye() throws SslException {
    Ssl client = connected(pair.left());
    assertThat(client.shutdownOutput()).isEqualTo(SslStatus.DONE);
    long before = pair.right().pending();

    assertThatThrownBy(() -> client.updateKeys(false))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.PROTOCOL_IS_SHUTDOWN));
    client.calls().keyUpdate(false);
    assertThat(client.calls().read(new byte[1], 0, 1)).isEqualTo(-1);
    assertThat(pair.right().pending()).isEqualTo(before);
  }

  @Test
  void noAlertFollowsAGoodbye() throws SslException {
    Ssl client = connected(pair.left());
    assertThat(client.shutdownOutput()).isEqualTo(SslStatus.DONE);
    long before = pair.right().pending();
    pair.right().write(GARBAGE, 0, GARBAGE.length);

    assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(SslException.class);

    assertThat(pair.right().pending()).isEqualTo(before);
  }

  @Test
  void aSecondKeyUpdateIsNotRequestedBeforeTheFirstIsAnswered() throws SslException {
    Ssl client = connected(pair.left());
    Ssl server = updates.server();

    assertThat(client.updateKeys(true)).isEqualTo(SslStatus.DONE);
    assertThat(client.updateKeys(true)).isEqualTo(SslStatus.DONE);
    assertThat(updates.sentRequests).containsExactly(true, false);

    assertThat(server.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
    server.write(new byte[1]);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.DONE);
    assertThat(client.updateKeys(true)).isEqualTo(SslStatus.DONE);
    assertThat(updates.sentRequests).containsExactly(true, false, true);
  }

  @Test
  void closeDoesNotWaitForAThreadThatIsStuckInAWrite() throws Exception {
    StuckBio stuck = new StuckBio(pair.left());
    Ssl client = connected(stuck);
    stuck.stick = true;
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> writer = threads.submit(() -> client.calls().write(new byte[1], 0, 1));
      assertThat(stuck.entered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

      threads.submit(client::close).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

      writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      stuck.closed.countDown();
      threads.shutdownNow();
    }
  }

  @Test
  void aReaderDoesNotWaitForAKeyUpdateThatIsStuck() throws Exception {
    StuckBio stuck = new StuckBio(pair.left());
    Ssl client = connected(stuck);
    stuck.stick = true;
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> writer = threads.submit(() -> client.updateKeys(false));
      assertThat(stuck.entered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      updates.server().write(new byte[1]);

      Future<SslStatus> reader = threads.submit(() -> client.read(ByteBuffer.allocate(1)));

      assertThat(reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(SslStatus.DONE);
      assertThat(writer).isNotDone();
    } finally {
      stuck.closed.countDown();
      threads.shutdownNow();
    }
  }

  private Ssl connected(Bio transport) throws SslException {
    Ssl client =
        SslContext.client()
            .trust(certificates.trust())
            .listener(updates)
            .build()
            .newSsl(transport, "localhost");
    Ssl server =
        SslContext.server()
            .credential(certificates.localhost(KeyType.P256).credential())
            .tickets(0)
            .build()
            .newSsl(pair.right());
    updates.server = Optional.of(server);
    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
    return client;
  }

  /** Notes the KeyUpdates that the client sends. */
  private static final class KeyUpdates implements SslListener {
    private static final byte KEY_UPDATE = 24;

    final List<Boolean> sentRequests = new ArrayList<>();
    Optional<Ssl> server = Optional.empty();

    Ssl server() {
      return server.orElseThrow();
    }

    @Override
    public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
      if (sent && message.at(0) == KEY_UPDATE) {
        sentRequests.add(message.at(message.length() - 1) == 1);
      }
    }
  }

  /** Its writes return when it is closed. */
  private static final class StuckBio extends FilterBio {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    volatile boolean stick;

    StuckBio(Bio next) {
      super(next);
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) throws IOException {
      if (!stick) {
        return writeNext(b, off, len);
      }
      entered.countDown();
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    @Override
    protected void doClose() {
      closed.countDown();
    }
  }
}
