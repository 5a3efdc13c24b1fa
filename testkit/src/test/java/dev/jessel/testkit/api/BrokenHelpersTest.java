// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslCalls;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.bio.Bio;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Transports and listeners that throw what they should not. */
final class BrokenHelpersTest {
  private boolean breaks;

  @Test
  void anUncheckedExceptionOfATransportIsItsFailure() {
    Ssl client = Identities.client().build().newSsl(new BrokenBio());
    for (int times = 0; times < 2; times++) {
      assertThatThrownBy(client::handshake)
          .isInstanceOfSatisfying(
              SslException.class, e -> assertThat(e.isTransportFailure()).isTrue());
    }
  }

  @Test
  void aTransportThatBreaksWithinARecordLeavesNothingBehind() {
    Ssl server = server().newSsl(new BrokenBio(22, 3, 1, 0, 50, 1));
    for (int times = 0; times < 2; times++) {
      assertThatThrownBy(server::handshake).isInstanceOf(SslException.class);
    }
    assertThat(server.hasPending()).isFalse();
  }

  @Test
  void libsslsCallsThrowNothingForIt() {
    SslCalls client = Identities.client().build().newSsl(new BrokenBio()).calls();

    assertThat(client.error(client.handshake())).isEqualTo(SslCalls.ERROR_SYSCALL);
  }

  @Test
  void bothTransportsAreClosedThoughTheFirstOneBreaks() {
    Ssl client = Identities.client().build().newSsl();
    Bio reader = new BrokenBio();
    Bio writer = new BrokenBio();
    client.bio(reader, writer);

    client.close();

    assertThat(reader.isClosed()).isTrue();
    assertThat(writer.isClosed()).isTrue();
  }

  @Test
  void closingThrowsNothingOfAListeners() throws SslException {
    Pair pair = Pair.of(Identities.client().listener(new Moody()).build(), server()).connect();
    breaks = true;

    pair.client().close();

    assertThat(pair.client().writer().orElseThrow().isClosed()).isTrue();
    assertThatThrownBy(() -> pair.client().write(new byte[1])).isInstanceOf(SslException.class);
  }

  /** Else old keys would go on behind a message that says they do not. */
  @Test
  void aListenerThatBreaksAtAKeyUpdateEndsTheConnection() throws SslException {
    Pair pair = Pair.of(Identities.client().listener(new Moody()).build(), server()).connect();
    breaks = true;
    assertThatThrownBy(() -> pair.client().updateKeys(true))
        .isInstanceOf(SslException.class)
        .hasRootCauseInstanceOf(MoodException.class);
    breaks = false;

    failsFor(SslReason.CALLBACK_FAILED, pair.client());
    failsFor(SslReason.TLSV1_ALERT_INTERNAL_ERROR, pair.server());
  }

  private static SslContext server() {
    return Identities.server().build();
  }

  private static void failsFor(SslReason reason, Ssl end) {
    assertThatThrownBy(() -> end.read(ByteBuffer.allocate(1)))
        .isInstanceOfSatisfying(SslException.class, e -> assertThat(e.reason()).contains(reason));
  }

  private static final class MoodException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final class Moody implements SslListener {
    @Override
    public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
      breakDown();
    }

    @Override
    public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
      if (alert.equals(AlertDescription.CLOSE_NOTIFY)) {
        breakDown();
      }
    }

    private void breakDown() {
      if (breaks) {
        throw new MoodException();
      }
    }
  }

  /** Gives the bytes that it was made with, one by one. */
  private static final class BrokenBio extends Bio {
    private final int[] gives;
    private int given;

    BrokenBio(int... gives) {
      this.gives = gives;
    }

    @Override
    protected int doRead(byte[] b, int off, int len) {
      if (given == gives.length) {
        throw new MoodException();
      }
      b[off] = (byte) gives[given++];
      return 1;
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) {
      throw new MoodException();
    }

    @Override
    protected void doClose() {
      throw new MoodException();
    }
  }
}
