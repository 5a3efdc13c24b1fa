// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.FilterBio;
import dev.jessel.testkit.TestClock;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.transport.ThrottledLink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that are small at first, over a slow path whose time a test moves. */
final class GrowingRecordsTest {
  private static final int FIRST = 1_350;
  private static final int FULL = 16_384;

  /** Header, type byte and tag of a TLS 1.3 record. */
  private static final int AROUND = 22;

  private static final int BYTES_PER_MILLI = 100;
  private static final int ANSWER = 300_000;

  private final TestClock clock = TestClock.stopped();
  private final ThrottledLink toClient = new ThrottledLink(clock, BYTES_PER_MILLI);
  private final ThrottledLink toServer = new ThrottledLink(clock, 1_000_000);
  private final List<Integer> records = new ArrayList<>();

  /** Notes how long the records are that a server writes; each goes out in a write of its own. */
  private final class Tap extends FilterBio {
    Tap() {
      super(toClient);
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) throws IOException {
      records.add(len - AROUND);
      return writeNext(b, off, len);
    }
  }

  private Ssl client;
  private Ssl server;

  private void connect(boolean grow) throws SslException {
    connect(Identities.server().growingRecords(grow));
  }

  private void connect(SslContext.Builder servers) throws SslException {
    client = Identities.client().clock(clock).readAhead(true).build().newSsl();
    client.bio(toClient, toServer);
    server = servers.clock(clock).build().newSsl();
    server.bio(toServer, new Tap());
    SslStatus theirs = SslStatus.WANT_READ;
    for (int i = 0; i < 1_000 && theirs != SslStatus.DONE; i++) {
      SslStatus ignored = client.handshake();
      theirs = server.handshake();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(theirs).isEqualTo(SslStatus.DONE);
    millisUntilQuiet();
    records.clear();
  }

  private void millisUntilQuiet() throws SslException {
    ByteBuffer buffer = ByteBuffer.allocate(ANSWER);
    for (int i = 0; i < 10_000 && toClient.inFlight() > 0; i++) {
      clock.advance(Duration.ofMillis(1));
      SslStatus ignored = client.read(buffer.clear());
    }
    assertThat(toClient.inFlight()).isZero();
  }

  /** Milliseconds from the server's write to the first byte that the client can read. */
  private int millisToFirstByte() throws SslException {
    assertThat(server.write(ByteBuffer.wrap(new byte[ANSWER]))).isEqualTo(SslStatus.DONE);
    ByteBuffer buffer = ByteBuffer.allocate(ANSWER);
    for (int millis = 0; millis < 10_000; millis++) {
      if (client.read(buffer) == SslStatus.DONE) {
        return millis;
      }
      clock.advance(Duration.ofMillis(1));
    }
    throw new AssertionError("no byte ever came");
  }

  @Test
  void theFirstByteCanBeReadAsSoonAsOneSegmentHasCome() throws SslException {
    connect(true);

    assertThat(millisToFirstByte()).isEqualTo(ceil(FIRST + AROUND, BYTES_PER_MILLI));
  }

  @Test
  void withoutGrowthTheFirstByteWaitsForAFullRecord() throws SslException {
    connect(false);

    assertThat(millisToFirstByte()).isEqualTo(ceil(FULL + AROUND, BYTES_PER_MILLI));
  }

  @Test
  void eachRecordHoldsASegmentMoreUntilTheyAreFull() throws SslException {
    connect(true);
    millisToFirstByte();

    assertThat(records.subList(0, 4)).containsExactly(FIRST, 2 * FIRST, 3 * FIRST, 4 * FIRST);
    assertThat(records.subList(11, 14)).containsExactly(12 * FIRST, FULL, FULL);
    assertThat(total()).isEqualTo(ANSWER);
  }

  @Test
  void afterAPauseRecordsAreSmallAgain() throws SslException {
    connect(true);
    millisToFirstByte();
    millisUntilQuiet();
    clock.advance(Duration.ofSeconds(1));
    records.clear();

    assertThat(millisToFirstByte()).isEqualTo(ceil(FIRST + AROUND, BYTES_PER_MILLI));
    assertThat(records.get(0)).isEqualTo(FIRST);
  }

  @Test
  void gatheredPiecesFillRecordsThatGrow() throws SslException {
    connect(true);
    ByteBuffer[] pieces = new ByteBuffer[100];
    Arrays.setAll(pieces, i -> ByteBuffer.wrap(new byte[100]));

    assertThat(server.write(pieces)).isEqualTo(SslStatus.DONE);

    assertThat(records).containsExactly(FIRST, 2 * FIRST, 3 * FIRST, 10_000 - 6 * FIRST);
  }

  @Test
  void aSmallerLimitOfOnesOwnStillHolds() throws SslException {
    connect(Identities.server().growingRecords(true).splitSendFragment(1_000));

    assertThat(server.write(ByteBuffer.wrap(new byte[3_500]))).isEqualTo(SslStatus.DONE);

    assertThat(records).containsExactly(1_000, 1_000, 1_000, 500);
  }

  @Test
  void recordsThatAreNotFilledDoNotGrow() throws SslException {
    connect(true);
    for (int i = 0; i < 10; i++) {
      assertThat(server.write(ByteBuffer.wrap(new byte[100]))).isEqualTo(SslStatus.DONE);
    }
    records.clear();

    assertThat(server.write(ByteBuffer.wrap(new byte[5_000]))).isEqualTo(SslStatus.DONE);

    assertThat(records).containsExactly(FIRST, 2 * FIRST, 5_000 - 3 * FIRST);
  }

  private int total() {
    return records.stream().mapToInt(Integer::intValue).sum();
  }

  private static int ceil(int bytes, int each) {
    return (bytes + each - 1) / each;
  }
}
