// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.record.BufferPool;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.ServerHelloDone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where messages wait to be sealed, and whose memory that is. */
class FlightTest {
  private static final HandshakeMessage ONE = new KeyUpdate(true);
  private static final HandshakeMessage OTHER = new KeyUpdate(false);

  private final BufferPool pool = new BufferPool(1);
  private final Flight flight = new Flight(pool);
  private final List<Bytes> drained = new ArrayList<>();

  private static Bytes encoded(HandshakeMessage... messages) {
    ByteWriter writer = new ByteWriter();
    for (HandshakeMessage message : messages) {
      message.encode(writer);
    }
    return writer.toBytes();
  }

  private void drain() {
    flight.drainTo((array, offset, length) -> drained.add(Bytes.copyOf(array, offset, length)));
  }

  /** The one array of the pool: taken, looked at and given back. */
  private byte[] pooled() {
    byte[] array = pool.take();
    pool.give(array);
    return array;
  }

  @Test
  void messagesLeaveInTheOrderInWhichTheyCame() {
    flight.add(ONE);
    flight.add(OTHER);
    List<Bytes> last = new ArrayList<>();
    flight.lendLast((array, offset, length) -> last.add(Bytes.copyOf(array, offset, length)));

    drain();

    assertThat(last).containsExactly(encoded(OTHER));
    assertThat(drained).containsExactly(encoded(ONE, OTHER));
    assertThat(flight.isEmpty()).isTrue();
  }

  @Test
  void itsMemoryGoesBackWiped() {
    byte[] array = pooled();
    flight.add(ONE);
    assertThat(pool.take()).isNotSameAs(array);

    drain();

    assertThat(array).containsOnly(0);
    assertThat(pooled()).isSameAs(array);
  }

  @Test
  void itsMemoryGoesBackThoughTheReaderThrows() {
    byte[] array = pooled();
    flight.add(ONE);

    assertThatThrownBy(
            () ->
                flight.drainTo(
                    (bytes, offset, length) -> {
                      throw new IllegalStateException("closed meanwhile");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(flight.isEmpty()).isTrue();
    assertThat(array).containsOnly(0);
    assertThat(pooled()).isSameAs(array);
  }

  @Test
  void whoIsCalledMayAddTheNextMessage() {
    flight.add(ONE);

    flight.drainTo((array, offset, length) -> flight.add(OTHER));
    drain();

    assertThat(drained).containsExactly(encoded(OTHER));
  }

  @Test
  void aFlightLargerThanTheMemoryGoesOnElsewhere() {
    byte[] array = pooled();
    int messages = BufferPool.ARRAY_LENGTH / encoded(ONE).length() + 10;
    for (int i = 0; i < messages; i++) {
      flight.add(ONE);
    }

    drain();

    assertThat(drained.get(0).length()).isEqualTo(messages * encoded(ONE).length());
    assertThat(array).containsOnly(0);
    assertThat(pooled()).isSameAs(array);
  }

  @Test
  void whileSomebodyIsWaitedForThePoolHasItsMemory() {
    byte[] array = pooled();
    flight.add(ONE);

    flight.rest();

    assertThat(pooled()).isSameAs(array);
    assertThat(array).containsOnly(0);
    flight.rest();
    flight.add(OTHER);
    flight.rest();
    flight.add(new ServerHelloDone());
    drain();
    assertThat(drained).containsExactly(encoded(ONE, OTHER, new ServerHelloDone()));
  }

  @Test
  void aFlightThatHasOutgrownThePoolsMemoryLeavesItThatToo() {
    byte[] array = pooled();
    int messages = BufferPool.ARRAY_LENGTH / encoded(ONE).length() + 10;
    for (int i = 0; i < messages; i++) {
      flight.add(ONE);
    }

    flight.rest();

    assertThat(pooled()).isSameAs(array);
    assertThat(array).containsOnly(0);
    drain();
    assertThat(drained.get(0).length()).isEqualTo(messages * encoded(ONE).length());
  }

  @Test
  void anEmptyFlightHoldsNothing() {
    byte[] array = pooled();
    flight.rest();
    flight.end();
    flight.add(ONE);
    flight.end();
    flight.end();

    assertThat(flight.isEmpty()).isTrue();
    assertThat(pooled()).isSameAs(array);
    assertThat(array).containsOnly(0);
  }
}
