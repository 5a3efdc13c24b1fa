// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslStatus;
import dev.jessel.bio.BioPair;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The small things that one half leaves for the other, each raced for many times. */
final class CrossingTest {
  private static final int TIMES = 1_000;
  private static final byte KEY_UPDATE = 24;

  private final AtomicInteger updatesSent = new AtomicInteger();
  private final AtomicInteger alertsSent = new AtomicInteger();
  private final SslListener counter =
      new SslListener() {
        @Override
        public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
          if (sent && message.at(0) == KEY_UPDATE) {
            updatesSent.incrementAndGet();
          }
        }

        @Override
        public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
          if (sent) {
            alertsSent.incrementAndGet();
          }
        }
      };
  private BioPair buffers;
  private Ssl client;
  private Ssl server;

  /** A debt is paid once, whichever half comes by first: a second answer would be a second key. */
  @Test
  void anAnswerToAKeyUpdateGoesOutOnce() throws Exception {
    connect();
    Races.run(
        TIMES,
        number -> {
          updatesSent.set(0);
          assertThat(server.updateKeys(true)).isEqualTo(SslStatus.DONE);
          return new ReadAndWrite();
        });
  }

  private final class ReadAndWrite implements Races.Race {
    @Override
    public void first() throws SslException {
      assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
    }

    @Override
    public void second() throws SslException {
      assertThat(client.write(ByteBuffer.wrap(new byte[] {1}))).isEqualTo(SslStatus.DONE);
    }

    @Override
    public void check() throws SslException {
      assertThat(client.write(ByteBuffer.wrap(new byte[] {2}))).isEqualTo(SslStatus.DONE);
      assertThat(updatesSent.get()).isEqualTo(1);
      received(server, 1, 2);
      // Data, or the updates count as a flood.
      assertThat(server.write(ByteBuffer.wrap(new byte[] {5}))).isEqualTo(SslStatus.DONE);
      received(client, 5);
    }
  }

  /** A request of one's own is neither lost nor doubled by the reader that may send it. */
  @Test
  void aKeyUpdateThatWasAskedForGoesOutOnce() throws Exception {
    connect();
    Races.run(
        TIMES,
        number -> {
          updatesSent.set(0);
          return new AskAndRead();
        });
  }

  private final class AskAndRead implements Races.Race {
    @Override
    public void first() {
      assertThat(client.calls().keyUpdate(false)).isEqualTo(1);
    }

    @Override
    public void second() throws SslException {
      assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
    }

    @Override
    public void check() throws SslException {
      assertThat(client.write(ByteBuffer.wrap(new byte[] {3}))).isEqualTo(SslStatus.DONE);
      assertThat(updatesSent.get()).isEqualTo(1);
      received(server, 3);
    }
  }

  /** The reader finds a broken record while the writer writes: one alert, and both have failed. */
  @Test
  void aFailureIsToldOnceAndSeenByBoth() throws Exception {
    Races.run(
        TIMES / 10,
        number -> {
          connect();
          byte[] noise = {23, 3, 3, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
          assertThat(buffers.right().write(noise, 0, noise.length)).isEqualTo(noise.length);
          alertsSent.set(0);
          return new FailAndWrite();
        });
  }

  private final class FailAndWrite implements Races.Race {
    @Override
    public void first() {
      assertThat(reasonOf(() -> client.read(ByteBuffer.allocate(1))))
          .isEqualTo(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }

    @Override
    public void second() {
      // Before or after the failure, and then for its reason.
      SslReason reason = reasonOf(() -> client.write(ByteBuffer.wrap(new byte[] {1})));
      assertThat(reason).isIn(null, SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }

    @Override
    public void check() {
      assertThat(alertsSent.get()).isEqualTo(1);
      assertThat(reasonOf(client::handshake))
          .isEqualTo(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
      SslReason heard = null;
      for (int reads = 0; reads < 3 && heard == null; reads++) {
        heard = reasonOf(() -> server.read(ByteBuffer.allocate(1)));
      }
      assertThat(heard).isEqualTo(SslReason.SSLV3_ALERT_BAD_RECORD_MAC);
    }
  }

  /** Two writers: one is refused or comes after the other, and each record is whole. */
  @Test
  void ofTwoWritersNoneDoesHarm() throws Exception {
    connect();
    Races.run(TIMES, number -> new TwoWriters());
  }

  private final class TwoWriters implements Races.Race {
    private final AtomicInteger written = new AtomicInteger();

    @Override
    public void first() {
      write();
    }

    @Override
    public void second() {
      write();
    }

    private void write() {
      SslReason refusal = reasonOf(() -> client.write(ByteBuffer.wrap(new byte[] {4})));
      assertThat(refusal).isIn(null, SslReason.CONCURRENT_USE);
      if (refusal == null) {
        written.incrementAndGet();
      }
    }

    @Override
    public void check() throws SslException {
      assertThat(written.get()).isPositive();
      for (int i = 0; i < written.get(); i++) {
        received(server, 4);
      }
      assertThat(server.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
    }
  }

  /** Whoever closes may meet anybody at anything: nothing but a failure or an end comes of it. */
  @Test
  void aConnectionMayBeClosedUnderAReader() throws Exception {
    Races.run(
        TIMES / 10,
        number -> {
          connect();
          return new CloseAndRead();
        });
  }

  private final class CloseAndRead implements Races.Race {
    @Override
    public void first() {
      client.close();
    }

    @Override
    public void second() {
      SslReason ignored = reasonOf(() -> client.read(ByteBuffer.allocate(1)));
    }

    @Override
    public void check() {
      assertThat(client.writer().orElseThrow().isClosed()).isTrue();
      assertThat(client.hasPending()).isFalse();
    }
  }

  private void connect() throws SslException {
    buffers = BioPair.create();
    client = Identities.client().listener(counter).build().newSsl(buffers.left());
    server = Identities.server().build().newSsl(buffers.right());
    SslStatus status = SslStatus.WANT_READ;
    for (int turns = 0; turns < 5 && status != SslStatus.DONE; turns++) {
      status = client.handshake();
      SslStatus ignored = server.handshake();
    }
    assertThat(status).isEqualTo(SslStatus.DONE);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
  }

  private static void received(Ssl from, int... values) throws SslException {
    for (int value : values) {
      ByteBuffer target = ByteBuffer.allocate(1);
      assertThat(from.read(target)).isEqualTo(SslStatus.DONE);
      assertThat(target.get(0)).isEqualTo((byte) value);
    }
  }

  private interface Call {
    SslStatus run() throws SslException;
  }

  /** Why a call failed; null when it did not, or the transport did. */
  private static SslReason reasonOf(Call call) {
    try {
      SslStatus ignored = call.run();
      return null;
    } catch (SslException e) {
      return e.reason().orElse(null);
    }
  }
}
