// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslCalls;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslStatus;
import dev.jessel.bio.BioPair;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.transport.StallingBio;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What more than one reader and one writer get to hear, and that they do no harm. */
final class ConcurrentUseTest {
  private static final long PATIENCE_SECONDS = 60;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "the first"));
  private final BioPair buffers = BioPair.create();
  private final StallingBio stalling = new StallingBio(buffers.left());
  private final Ssl client = Identities.client().build().newSsl(stalling);
  private final Ssl server = Identities.server().build().newSsl(buffers.right());

  @AfterEach
  void stop() throws InterruptedException {
    stalling.release();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSecondReaderIsRefusedAndTheFirstReadsOn() throws Exception {
    connect();
    server.write(new byte[] {7});
    final Future<Byte> first = heldInRead(() -> readByte(client));

    refused(() -> client.read(ByteBuffer.allocate(1)), "thread \"the first\" is reading");
    refused(() -> client.peek(ByteBuffer.allocate(1)), "reading");
    refusedOfCalls(client.calls().read(new byte[1], 0, 1), client.calls());
    refusedOfCalls(client.calls().peek(new byte[1], 0, 1), client.calls());

    stalling.release();
    assertThat(done(first)).isEqualTo((byte) 7);
    talks();
  }

  @Test
  void aWriterIsNotKeptFromItsWorkByAReader() throws Exception {
    connect();
    final Future<Byte> reader = heldInRead(() -> readByte(client));

    client.write(new byte[] {1});
    assertThat(client.updateKeys(false)).isEqualTo(SslStatus.DONE);
    assertThat(client.calls().write(new byte[] {2}, 0, 1)).isEqualTo(1);
    assertThat(client.calls().keyUpdate(true)).isEqualTo(1);
    assertThat(client.shutdownOutput()).isEqualTo(SslStatus.DONE);

    server.write(new byte[] {3});
    stalling.release();
    assertThat(done(reader)).isEqualTo((byte) 3);
  }

  @Test
  void aSecondWriterIsRefusedAndTheFirstWritesOn() throws Exception {
    connect();
    stalling.holdWrite();
    final Future<Void> first = submit(() -> write(client, 9));
    stalling.awaitWriter();

    refused(() -> client.write(new byte[] {1}), "thread \"the first\" is writing");
    refused(() -> client.updateKeys(false), "writing");
    refused(client::shutdownOutput, "writing");
    refusedOfCalls(client.calls().write(new byte[1], 0, 1), client.calls());
    refusedOfCalls(client.calls().keyUpdate(true) - 1, client.calls());
    refusedOfCalls(client.calls().shutdown(), client.calls());
    server.write(new byte[] {4});
    assertThat(readByte(client)).isEqualTo((byte) 4);

    stalling.release();
    assertThat(done(first)).isNull();
    assertThat(readByte(server)).isEqualTo((byte) 9);
    talks();
  }

  @Test
  void aSecondThreadThatAsksForTheHandshakeIsRefused() throws Exception {
    final Future<SslStatus> first = heldInRead(client::handshake);

    refused(client::handshake, "thread \"the first\" is in the handshake");
    refusedOfCalls(client.calls().handshake(), client.calls());

    stalling.release();
    assertThat(done(first)).isEqualTo(SslStatus.WANT_READ);
    connect();
    talks();
  }

  @Test
  void theFirstReadAndTheFirstWriteShareTheHandshake() throws Exception {
    stalling.holdRead();
    Future<SslStatus> writer = submit(() -> client.write(ByteBuffer.wrap(new byte[] {5})));
    stalling.awaitReader();
    // The writer performs the handshake; the reader waits for it and is not refused.
    Future<SslStatus> reader = submit(() -> client.read(ByteBuffer.allocate(1)));
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);

    stalling.release();
    assertThat(done(writer)).isIn(SslStatus.DONE, SslStatus.WANT_READ);
    assertThat(done(reader)).isEqualTo(SslStatus.WANT_READ);
    connect();
    talks();
  }

  @Test
  void nobodyStartsOverUnderAReader() throws Exception {
    connect();
    server.write(new byte[] {7});
    final Future<Byte> reader = heldInRead(() -> readByte(client));

    assertThatThrownBy(client::connectState)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the first");
    refusedOfCalls(client.calls().clear() - 1, client.calls());

    stalling.release();
    assertThat(done(reader)).isEqualTo((byte) 7);
    talks();
  }

  @Test
  void aCallbackThatCallsBackIsRefusedAndTheHandshakeGoesOn() throws Exception {
    CallingBack busybody = new CallingBack();
    Pair pair =
        Pair.of(Identities.client().listener(busybody).build(), Identities.server().build());

    pair.connect();

    assertThat(busybody.refusals).isPositive();
    assertThat(busybody.answers).isZero();
    assertThat(pair.transfer(pair.client(), pair.server(), new byte[] {1}))
        .isEqualTo(new byte[] {1});
  }

  @Test
  void whoeverClosesIsNeverRefused() throws Exception {
    connect();
    final Future<Byte> reader = heldInRead(() -> readByte(client));

    client.close();

    stalling.release();
    assertThatThrownBy(() -> done(reader)).hasCauseInstanceOf(SslException.class);
    assertThat(stalling.isClosed()).isTrue();
  }

  /** Its read held, the first thread has its turn. */
  private <T> Future<T> heldInRead(Callable<T> call) throws Exception {
    stalling.holdRead();
    Future<T> first = submit(call);
    stalling.awaitReader();
    return first;
  }

  private <T> Future<T> submit(Callable<T> call) {
    return threads.submit(call);
  }

  private static <T> T done(Future<T> call) throws Exception {
    return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void connect() throws SslException {
    SslStatus ofClient = SslStatus.WANT_READ;
    for (int turns = 0; turns < 10 && ofClient != SslStatus.DONE; turns++) {
      ofClient = client.handshake();
      SslStatus ignored = server.handshake();
    }
    assertThat(ofClient).isEqualTo(SslStatus.DONE);
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
  }

  private void talks() throws SslException {
    write(client, 11);
    // A byte that was written before the refusals may come first.
    byte last = 0;
    for (int i = 0; i < 3 && last != 11; i++) {
      last = readByte(server);
    }
    assertThat(last).isEqualTo((byte) 11);
    write(server, 12);
    assertThat(readByte(client)).isEqualTo((byte) 12);
  }

  private static Void write(Ssl to, int value) throws SslException {
    to.write(new byte[] {(byte) value});
    return null;
  }

  private static byte readByte(Ssl from) throws SslException {
    ByteBuffer target = ByteBuffer.allocate(1);
    SslStatus status = from.read(target);
    assertThat(status).isEqualTo(SslStatus.DONE);
    return target.get(0);
  }

  private static void refused(ThrowingCallable call, String who) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SslException.class,
            e -> {
              assertThat(e.reason()).contains(SslReason.CONCURRENT_USE);
              assertThat(e.alert()).isEmpty();
            })
        .hasMessageContaining("concurrent use")
        .hasMessageContaining(who);
  }

  private static void refusedOfCalls(int returned, SslCalls calls) {
    assertThat(returned).isNegative();
    assertThat(calls.error(returned)).isEqualTo(SslCalls.ERROR_SSL);
    assertThat(calls.failure().flatMap(SslException::reason)).contains(SslReason.CONCURRENT_USE);
  }

  /** A listener that does what it must not. */
  private static final class CallingBack implements SslListener {
    private int refusals;
    private int answers;

    @Override
    public void state(Ssl ssl, String state) {
      attempt(ssl::handshake);
      attempt(() -> ssl.write(ByteBuffer.allocate(1)));
      attempt(() -> ssl.read(ByteBuffer.allocate(1)));
    }

    private void attempt(Callable<SslStatus> call) {
      try {
        SslStatus ignored = call.call();
        answers++;
      } catch (Exception e) {
        assertThat(e).hasMessageContaining("concurrent use");
        refusals++;
      }
    }
  }
}
