// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioObserver;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records are opened and sealed in the transport's own array where it lends one. */
class InPlaceRecordsTest {
  private static final int FULL = 16_384;
  private static final int HEADER = 5;
  private static final long PATIENCE_SECONDS = 60;

  private final LendingBio toServer = new LendingBio();
  private final LendingBio toClient = new LendingBio();
  private final ByteBuffer received = ByteBuffer.allocate(FULL + 1_000);
  private Ssl client;
  private Ssl server;

  private void connect(UnaryOperator<SslContext.Builder> terms) throws SslException {
    client = terms.apply(Identities.client()).build().newSsl().bio(toClient, toServer);
    server = terms.apply(Identities.server()).build().newSsl().bio(toServer, toClient);
    Pair.of(client, server).connect();
    assertThat(client.read(received)).isEqualTo(SslStatus.WANT_READ);
    toServer.forget();
    toClient.forget();
  }

  private byte[] read() throws SslException {
    assertThat(server.read(received.clear())).isEqualTo(SslStatus.DONE);
    byte[] content = new byte[received.position()];
    received.flip().get(content);
    return content;
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"})
  void aRecordIsNeitherCopiedToTheTransportNorFromIt(String suite) throws SslException {
    connect(terms(suite));
    byte[] content = random(FULL);

    for (int i = 0; i < 3; i++) {
      assertThat(client.write(ByteBuffer.wrap(content))).isEqualTo(SslStatus.DONE);
      assertThat(read()).isEqualTo(content);
    }

    assertThat(toServer.committed).isEqualTo(3);
    assertThat(toServer.skipped).isEqualTo(3);
    assertThat(toServer.lends()).isFalse();
    assertThat(toServer.writes + toServer.reads).isZero();
  }

  /** Encrypted and authenticated in either order, and authenticated alone. */
  @ParameterizedTest
  @ValueSource(strings = {"ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0"})
  void whatAProtectionMustTurnOverInPlaceStaysOutOfTheTransportsArray(String suite)
      throws SslException {
    connect(terms(suite));
    byte[] content = random(1_000);

    assertThat(client.write(ByteBuffer.wrap(content))).isEqualTo(SslStatus.DONE);

    assertThat(toServer.contains(content)).isEqualTo(suite.contains("NULL"));
    assertThat(read()).isEqualTo(content);
    assertThat(toServer.committed + toServer.skipped).isZero();
  }

  @Test
  void aHandshakeIsReadAndWrittenTheUsualWay() throws SslException {
    connect(UnaryOperator.identity());

    assertThat(toServer.everCommitted + toClient.everCommitted).isZero();
  }

  @Test
  void aRecordThatIsNotWholeIsWaitedFor() throws SslException {
    connect(UnaryOperator.identity());
    byte[] content = random(100);
    assertThat(client.write(ByteBuffer.wrap(content))).isEqualTo(SslStatus.DONE);
    byte[] record = toServer.takeAll();

    for (int i = 0; i < record.length; i++) {
      assertThat(server.read(received.clear())).isEqualTo(SslStatus.WANT_READ);
      toServer.write(record, i, 1);
    }

    assertThat(read()).isEqualTo(content);
    assertThat(toServer.skipped).isZero();
  }

  @Test
  void oneRecordIsTakenAtATimeAndTheRestIsTheTransports() throws SslException {
    connect(UnaryOperator.identity());
    assertThat(client.write(ByteBuffer.wrap(random(10)))).isEqualTo(SslStatus.DONE);
    assertThat(client.write(ByteBuffer.wrap(random(20)))).isEqualTo(SslStatus.DONE);
    int both = toServer.size();

    assertThat(read()).isEqualTo(random(10));

    assertThat(toServer.size()).isPositive().isLessThan(both);
    assertThat(server.hasPending()).isFalse();
    assertThat(read()).isEqualTo(random(20));
    assertThat(toServer.size()).isZero();
  }

  @Test
  void whoReadsAheadTakesAllThatIsThere() throws SslException {
    connect(settings -> settings.readAhead(true));
    assertThat(client.write(ByteBuffer.wrap(random(10)))).isEqualTo(SslStatus.DONE);
    assertThat(client.write(ByteBuffer.wrap(random(20)))).isEqualTo(SslStatus.DONE);

    assertThat(read()).isEqualTo(random(10));

    assertThat(toServer.size()).isZero();
    assertThat(server.hasPending()).isTrue();
    assertThat(read()).isEqualTo(random(20));
  }

  @Test
  void aTargetThatIsTooSmallGetsItAllInPieces() throws SslException {
    connect(UnaryOperator.identity());
    byte[] content = random(300);
    assertThat(client.write(ByteBuffer.wrap(content))).isEqualTo(SslStatus.DONE);
    ByteBuffer whole = ByteBuffer.allocate(300);

    while (whole.hasRemaining()) {
      assertThat(server.peek(ByteBuffer.allocate(1))).isEqualTo(SslStatus.DONE);
      ByteBuffer piece = ByteBuffer.allocate(7);
      assertThat(server.read(piece)).isEqualTo(SslStatus.DONE);
      whole.put(piece.flip());
      toServer.scribble();
    }

    assertThat(whole.array()).isEqualTo(content);
    assertThat(toServer.size()).isZero();
  }

  @Test
  void aForgedRecordEndsTheConnectionAndIsTaken() throws SslException {
    connect(UnaryOperator.identity());
    assertThat(client.write(ByteBuffer.wrap(random(50)))).isEqualTo(SslStatus.DONE);
    toServer.damage(HEADER + 3);

    assertThatThrownBy(() -> server.read(received.clear()))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC));

    assertThat(received.position()).isZero();
    assertThat(toServer.size()).isZero();
    assertThatThrownBy(() -> client.read(received.clear())).isInstanceOf(SslException.class);
  }

  @Test
  void aRecordThatIsTooLongIsRefusedByItsHeader() throws SslException {
    connect(UnaryOperator.identity());
    byte[] record = new byte[HEADER + 20_000];
    record[0] = 23;
    record[1] = 3;
    record[2] = 3;
    record[3] = (byte) (20_000 >>> 8);
    record[4] = (byte) 20_000;
    toServer.write(record, 0, record.length);

    assertThatThrownBy(() -> server.read(received.clear()))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.ENCRYPTED_LENGTH_TOO_LONG));
  }

  @Test
  void behindAHeaderThatIsWrongNothingIsTaken() throws SslException {
    connect(UnaryOperator.identity());
    byte[] alert = {21, 3, 3, 0, 2, 1, 10}; // not encrypted
    toServer.write(alert, 0, alert.length);

    assertThatThrownBy(() -> server.read(received.clear())).isInstanceOf(SslException.class);

    assertThat(toServer.size()).isEqualTo(2);
  }

  @Test
  void keyUpdatesAndGoodbyesTravelTheSameWay() throws SslException {
    connect(UnaryOperator.identity());

    for (int i = 0; i < 5; i++) {
      assertThat(client.updateKeys(true)).isEqualTo(SslStatus.DONE);
      assertThat(client.write(ByteBuffer.wrap(random(i + 1)))).isEqualTo(SslStatus.DONE);
      assertThat(read()).isEqualTo(random(i + 1));
      assertThat(client.read(received.clear())).isEqualTo(SslStatus.WANT_READ);
    }
    assertThat(client.shutdownOutput()).isEqualTo(SslStatus.DONE);

    assertThat(server.read(received.clear())).isEqualTo(SslStatus.CLOSED);
    assertThat(toServer.skipped).isEqualTo(11); // an update, a message, five times, and goodbye
  }

  @Test
  void aRecordThatOutgrowsTheRoomGoesTheUsualWay() throws SslException {
    connect(settings -> settings.blockPadding(512, 0));

    assertThat(client.write(ByteBuffer.wrap(random(10)))).isEqualTo(SslStatus.DONE);

    assertThat(read()).isEqualTo(random(10));
    assertThat(toServer.committed).isZero();
    assertThat(toServer.writes).isEqualTo(1);
    assertThat(toServer.lends()).isFalse();
  }

  @Test
  void aTransportThatIsReplacedWhileARecordIsSealedGetsNothingOfIt() throws SslException {
    LendingBio other = new LendingBio();
    boolean[] replaces = new boolean[1];
    connect(
        settings ->
            settings.recordPadding(
                (type, length) -> {
                  if (replaces[0]) {
                    client.bio(toClient, other);
                  }
                  return 0;
                }));
    replaces[0] = true;

    assertThat(client.write(ByteBuffer.wrap(random(10)))).isEqualTo(SslStatus.DONE);

    assertThat(toServer.size()).isZero();
    assertThat(toServer.lends()).isFalse();
    server.bio(other, toClient);
    assertThat(read()).isEqualTo(random(10));
  }

  @Test
  void aLoanOfRoomThatBreaksIsATransportThatFailed() throws SslException {
    connect(UnaryOperator.identity());
    toServer.breaks = true;

    assertThatThrownBy(() -> client.write(ByteBuffer.wrap(random(10))))
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.isTransportFailure()).isTrue())
        .hasRootCauseInstanceOf(IllegalStateException.class);
    toServer.breaks = false;
    assertThatThrownBy(() -> client.write(ByteBuffer.wrap(random(10))))
        .isInstanceOf(SslException.class);
    assertThat(toServer.size()).isZero();
  }

  @Test
  void aLoanOfBytesThatBreaksIsATransportThatFailedAndNobodyWaitsForIt() throws Exception {
    connect(UnaryOperator.identity());
    assertThat(client.write(ByteBuffer.wrap(random(10)))).isEqualTo(SslStatus.DONE);
    toServer.breaks = true;

    assertThatThrownBy(() -> server.read(received.clear()))
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.isTransportFailure()).isTrue());
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<SslStatus> again = other.submit(() -> server.read(ByteBuffer.allocate(10)));
      assertThatThrownBy(() -> again.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SslException.class);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void anErrorWhileARecordIsSealedEndsItsLoan() throws SslException {
    boolean[] fails = new boolean[1];
    connect(
        settings ->
            settings.recordPadding(
                (type, length) -> {
                  if (fails[0]) {
                    throw new AssertionError("a padder that breaks");
                  }
                  return 0;
                }));
    fails[0] = true;

    assertThatThrownBy(() -> client.write(ByteBuffer.wrap(random(10))))
        .isInstanceOf(AssertionError.class);

    assertThat(toServer.lends()).isFalse();
    assertThat(toServer.size()).isZero();
  }

  @Test
  void anObserverSeesEachReadAndWrite() throws SslException {
    connect(UnaryOperator.identity());
    toServer.observe(new BioObserver() {});

    assertThat(client.write(ByteBuffer.wrap(random(50)))).isEqualTo(SslStatus.DONE);
    assertThat(read()).isEqualTo(random(50));

    assertThat(toServer.committed + toServer.skipped).isZero();
    assertThat(toServer.writes).isEqualTo(1);
    assertThat(toServer.reads).isEqualTo(2);
  }

  @Test
  void aPairThatHasNoRoomForARecordTakesAPartOfItAsBefore() throws SslException {
    BioPair pair = BioPair.create(2_000, 2_000);
    client = Identities.client().build().newSsl(pair.left());
    server = Identities.server().build().newSsl(pair.right());
    Pair ends = Pair.of(client, server).connect();

    assertThat(client.write(ByteBuffer.wrap(random(1_500)))).isEqualTo(SslStatus.DONE);
    ByteBuffer second = ByteBuffer.wrap(random(1_000));
    assertThat(client.write(second)).isEqualTo(SslStatus.WANT_WRITE);
    assertThat(pair.right().pending()).isEqualTo(2_000);

    assertThat(read()).isEqualTo(random(1_500));
    assertThat(client.write(second)).isEqualTo(SslStatus.DONE);
    assertThat(read()).isEqualTo(random(1_000));
    assertThat(ends.transfer(client, server, random(50_000))).isEqualTo(random(50_000));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneThreadMayWriteWhileAnotherReads(boolean pair) throws Exception {
    BioPair halves = BioPair.create();
    Bio there = pair ? halves.left() : new MemoryBio();
    Bio here = pair ? halves.right() : there;
    Bio back = pair ? halves.right() : new MemoryBio();
    client = Identities.client().build().newSsl().bio(pair ? halves.left() : back, there);
    server = Identities.server().build().newSsl().bio(here, back);
    Pair.of(client, server).connect();
    int messages = 3_000;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Long> sent = threads.submit(() -> send(messages));
      Future<Long> got = threads.submit(() -> receive(messages));

      assertThat(got.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo(sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns a sum that depends on each byte and its place. */
  private long send(int messages) throws SslException {
    Random sizes = new Random(5);
    long sum = 0;
    for (int i = 0; i < messages; i++) {
      byte[] content = random(1 + sizes.nextInt(3_000));
      ByteBuffer source = ByteBuffer.wrap(content);
      sum = sum(sum, content, content.length);
      while (client.write(source) != SslStatus.DONE && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }
    assertThat(client.shutdownOutput()).isIn(SslStatus.DONE, SslStatus.WANT_WRITE);
    return sum;
  }

  private long receive(int messages) throws SslException {
    long sum = 0;
    ByteBuffer target = ByteBuffer.allocate(FULL + 300);
    Random sizes = new Random(5);
    long left = 0;
    for (int i = 0; i < messages; i++) {
      left += 1 + sizes.nextInt(3_000);
    }
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      if (server.read(target.clear()) == SslStatus.DONE) {
        sum = sum(sum, target.array(), target.position());
        left -= target.position();
      }
    }
    return sum;
  }

  private static long sum(long before, byte[] content, int length) {
    long sum = before;
    for (int i = 0; i < length; i++) {
      sum = 31 * sum + content[i];
    }
    return sum;
  }

  private static UnaryOperator<SslContext.Builder> terms(String suite) {
    return suite.startsWith("TLS_")
        ? settings -> settings.cipherSuites(suite)
        : settings -> settings.cipherList(suite).maxVersion(ProtocolVersion.TLS_1_2);
  }
}
