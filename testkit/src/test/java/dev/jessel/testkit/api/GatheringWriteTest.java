// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslChannel;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.FilterBio;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.transport.BlockingEveryBio;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes of many buffers at once: what goes over the wire, and what is left of the buffers. */
final class GatheringWriteTest {
  private static final int RECORD = 16_384;
  private static final int HEADER = 5;

  /** Type byte and tag, which a TLS 1.3 record has besides its content. */
  private static final int AROUND_CONTENT = 17;

  private final BioPair buffers = BioPair.create(1 << 20, 1 << 20);
  private final Tap tap = new Tap();
  private final BlockingEveryBio gate = BlockingEveryBio.operations(Integer.MAX_VALUE, tap);
  private final Ssl client = Identities.client().build().newSsl(gate);
  private final Ssl server = Identities.server().build().newSsl(buffers.right());

  /** Keeps what is written. */
  private final class Tap extends FilterBio {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    Tap() {
      super(buffers.left());
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) throws IOException {
      int count = writeNext(b, off, len);
      seen.write(b, off, Math.max(count, 0));
      return count;
    }

    /** Content lengths of the records that were written since the last call. */
    List<Integer> records() {
      ByteBuffer wire = ByteBuffer.wrap(seen.toByteArray());
      List<Integer> lengths = new ArrayList<>();
      while (wire.hasRemaining()) {
        int length = wire.getShort(wire.position() + HEADER - 2) & 0xFFFF;
        lengths.add(length - AROUND_CONTENT);
        wire.position(wire.position() + HEADER + length);
      }
      seen.reset();
      return lengths;
    }
  }

  @BeforeEach
  void connect() throws SslException {
    SslStatus status = SslStatus.WANT_READ;
    for (int turns = 0; turns < 5 && status != SslStatus.DONE; turns++) {
      status = client.handshake();
      SslStatus ignored = server.handshake();
    }
    assertThat(status).isEqualTo(SslStatus.DONE);
    tap.seen.reset();
  }

  @Test
  void tenThousandSmallBuffersFillTheirRecords() throws SslException {
    byte[] content = random(10_000 * 10);
    ByteBuffer[] pieces = cut(content, 10);

    assertThat(client.write(pieces)).isEqualTo(SslStatus.DONE);

    assertThat(tap.records())
        .containsExactly(RECORD, RECORD, RECORD, RECORD, RECORD, RECORD, content.length % RECORD);
    assertThat(pieces).noneMatch(ByteBuffer::hasRemaining);
    assertThat(received(content.length)).isEqualTo(content);
  }

  @Test
  void everyKindOfBufferIsTaken() throws SslException {
    byte[] content = random(60_000);
    ByteBuffer[] all = {
      ByteBuffer.wrap(content, 0, 20_000),
      ByteBuffer.allocate(0),
      ByteBuffer.allocateDirect(20_000).put(content, 20_000, 20_000).flip(),
      ByteBuffer.wrap(content, 40_000, 7).slice(),
      ByteBuffer.allocateDirect(0),
      ByteBuffer.wrap(content, 40_007, 19_993).asReadOnlyBuffer(),
    };

    assertThat(client.write(all)).isEqualTo(SslStatus.DONE);

    assertThat(tap.records()).containsExactly(RECORD, RECORD, RECORD, 60_000 - 3 * RECORD);
    assertThat(all).noneMatch(ByteBuffer::hasRemaining);
    assertThat(received(content.length)).isEqualTo(content);
  }

  @Test
  void onlyTheBuffersOfTheRangeAreWritten() throws SslException {
    byte[] content = random(50);
    ByteBuffer[] pieces = cut(content, 10);

    assertThat(client.write(pieces, 1, 3)).isEqualTo(SslStatus.DONE);

    assertThat(tap.records()).containsExactly(30);
    assertThat(Arrays.stream(pieces).map(ByteBuffer::remaining)).containsExactly(10, 0, 0, 0, 10);
    assertThat(received(30)).isEqualTo(Arrays.copyOfRange(content, 10, 40));
  }

  @Test
  void aBufferThatStandsThereTwiceIsWrittenOnce() throws SslException {
    byte[] content = random(30);
    ByteBuffer first = ByteBuffer.wrap(content, 0, 10);
    ByteBuffer second = ByteBuffer.wrap(content, 10, 20);

    assertThat(client.write(new ByteBuffer[] {first, first, second, first, second}))
        .isEqualTo(SslStatus.DONE);

    assertThat(tap.records()).containsExactly(30);
    assertThat(received(30)).isEqualTo(content);
    assertThat(client.write(new ByteBuffer[] {first, second})).isEqualTo(SslStatus.DONE);
    assertThat(tap.records()).isEmpty();
  }

  @Test
  void buffersThatOverlapAreWrittenAsTheyAre() throws SslException {
    byte[] content = random(RECORD + 10);
    ByteBuffer[] same = {ByteBuffer.wrap(content), ByteBuffer.wrap(content)};

    assertThat(client.write(same)).isEqualTo(SslStatus.DONE);

    assertThat(tap.records()).containsExactly(RECORD, RECORD, 20);
    byte[] twice = Arrays.copyOf(content, 2 * content.length);
    System.arraycopy(content, 0, twice, content.length, content.length);
    assertThat(received(twice.length)).isEqualTo(twice);
  }

  @Test
  void nothingIsWrittenOfArraysThatCannotBe() throws SslException {
    ByteBuffer one = ByteBuffer.allocate(1);
    ByteBuffer[] holed = {one, null};

    assertThatThrownBy(() -> client.write(holed)).isInstanceOf(NullPointerException.class);
    for (int[] range : new int[][] {{-1, 1}, {0, 3}, {0, -1}, {2, 1}, {1, Integer.MAX_VALUE}}) {
      assertThatThrownBy(() -> client.write(holed, range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }

    assertThat(one.remaining()).isEqualTo(1);
    assertThat(client.write(holed, 0, 1)).isEqualTo(SslStatus.DONE);
    assertThat(received(1)).hasSize(1);
  }

  @Test
  void nothingButEmptyBuffersMakesNoRecord() throws SslException {
    assertThat(client.write(new ByteBuffer[0])).isEqualTo(SslStatus.DONE);
    assertThat(client.write(new ByteBuffer[] {ByteBuffer.allocate(0)})).isEqualTo(SslStatus.DONE);
    assertThat(tap.records()).isEmpty();
  }

  @Test
  void aBlockedWriteHasTakenWholeRecordsAndGoesOnWhereItStopped() throws SslException {
    byte[] content = random(100_000);
    ByteBuffer[] pieces = cut(content, 3_000);

    gate.allow(Integer.MAX_VALUE, 2);
    assertThat(client.write(pieces)).isEqualTo(SslStatus.WANT_WRITE);

    // Two records have gone, the third is sealed and waits in the connection.
    assertThat(remaining(pieces)).isEqualTo(content.length - 3 * RECORD);
    assertThat(pieces[15].remaining()).isEqualTo(0);
    assertThat(pieces[16].position()).isEqualTo(3 * RECORD - 16 * 3_000);
    assertThat(pieces[17].position()).isZero();

    // The rest may come in other buffers.
    ByteBuffer rest = ByteBuffer.wrap(content, 3 * RECORD, content.length - 3 * RECORD);
    gate.allow(Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(client.write(rest)).isEqualTo(SslStatus.DONE);
    assertThat(tap.records().subList(0, 6)).containsOnly(RECORD);
    assertThat(received(content.length)).isEqualTo(content);
  }

  @Test
  void recordsAreAsSmallAsTheSettingsSay() throws SslException {
    client.calls().adjust(b -> b.maxSendFragment(1_000));
    byte[] content = random(2_500);

    assertThat(client.write(cut(content, 400))).isEqualTo(SslStatus.DONE);

    assertThat(tap.records()).containsExactly(1_000, 1_000, 500);
    assertThat(received(content.length)).isEqualTo(content);
  }

  @Test
  void aMissingBufferIsFoundBeforeAnythingIsWritten() {
    ByteBuffer good = ByteBuffer.wrap(new byte[5]);

    assertThatThrownBy(() -> client.write(new ByteBuffer[] {good, null}))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> client.write(new ByteBuffer[] {good}, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);

    assertThat(good.remaining()).isEqualTo(5);
    assertThat(tap.records()).isEmpty();
  }

  @Test
  void aChannelGathersAndScatters() throws IOException {
    byte[] content = random(40);
    SslChannel near = client.channel();
    SslChannel far = server.channel();
    ByteBuffer[] targets = {
      ByteBuffer.allocate(15), ByteBuffer.allocate(0), ByteBuffer.allocateDirect(20),
    };

    assertThat(near.write(cut(content, 7))).isEqualTo(40);
    assertThat(near.status()).isEqualTo(SslStatus.DONE);
    assertThat(tap.records()).containsExactly(40);
    assertThat(far.read(targets)).isEqualTo(35);
    assertThat(targets[0].array()).isEqualTo(Arrays.copyOf(content, 15));
    assertThat(targets[2].flip()).isEqualTo(ByteBuffer.wrap(content, 15, 20));
    assertThat(far.read(targets)).isEqualTo(5);
    assertThat(targets[2].flip()).isEqualTo(ByteBuffer.wrap(content, 35, 5));
    targets[0].clear();
    assertThat(far.read(targets, 0, 1)).isZero();
    assertThat(client.shutdownOutput()).isEqualTo(SslStatus.DONE);
    assertThat(far.read(targets, 0, 1)).isEqualTo(-1);
  }

  private byte[] received(int length) throws SslException {
    ByteBuffer target = ByteBuffer.allocate(length);
    while (target.hasRemaining()) {
      assertThat(server.read(target)).isEqualTo(SslStatus.DONE);
    }
    return target.array();
  }

  private static ByteBuffer[] cut(byte[] content, int size) {
    return IntStream.range(0, (content.length + size - 1) / size)
        .mapToObj(
            i ->
                ByteBuffer.wrap(content, i * size, Math.min(size, content.length - i * size))
                    .slice())
        .toArray(ByteBuffer[]::new);
  }

  private static int remaining(ByteBuffer[] buffers) {
    return Arrays.stream(buffers).mapToInt(ByteBuffer::remaining).sum();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
