// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A client that comes again and again, and what it has got to come back with. */
final class Visits implements SslListener {
  private static final int MAX_CALLS = 100_000;

  private final List<SslSession> sessions = new ArrayList<>();
  private final TestClock clock = TestClock.stopped();
  private final Handshake handshake;

  Visits(Handshake handshake) {
    this.handshake = handshake;
  }

  /** Time passes. */
  void later(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  /** The tickets that came so far, the last one at the end. */
  List<SslSession> sessions() {
    return sessions;
  }

  Optional<SslSession> last() {
    return Optional.of(sessions.get(sessions.size() - 1));
  }

  SslContext server(UnaryOperator<SslContext.Builder> settings) {
    return settings.apply(Identities.server().clock(clock)).build();
  }

  SslContext.Builder client() {
    return Identities.client().clock(clock).listener(this);
  }

  /** A client that comes back with what it got last. */
  SslContext.Builder returning() {
    return client().session(last());
  }

  /** The two ends, with nothing done yet. */
  Pair pair(SslContext.Builder client, SslContext server) {
    return Pair.of(client.build(), server, handshake.conduct()::transport);
  }

  /** The two ends, connected; data has gone both ways, and tickets have come. */
  Pair connect(SslContext.Builder client, SslContext server) throws SslException {
    Pair pair = pair(client, server).connect();
    Handshake.exchange(pair, 100);
    return pair;
  }

  /** A first visit. */
  void first(SslContext server) throws SslException {
    connect(client(), server).close();
  }

  /** Whether a client that comes so is taken back. */
  boolean isResumed(SslContext.Builder client, SslContext server) throws SslException {
    try (Pair pair = connect(client, server)) {
      if (pair.client().isResumed() != pair.server().isResumed()) {
        throw new IllegalStateException("the two ends do not agree");
      }
      return pair.client().isResumed();
    }
  }

  /**
   * Sends early data and goes on until the server knows that there is no more.
   *
   * @return what the server read
   */
  static String early(Pair pair, String text) throws SslException {
    ByteBuffer source = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    SslStatus written = pair.client().writeEarlyData(source);
    SslStatus status = SslStatus.DONE;
    for (int calls = 0; status != SslStatus.CLOSED; calls++) {
      if (calls > MAX_CALLS) {
        throw new IllegalStateException("early data does not come to an end");
      }
      if (written != SslStatus.DONE) {
        written = pair.client().writeEarlyData(source);
      } else {
        SslStatus ignored = pair.client().handshake();
      }
      ByteBuffer target = ByteBuffer.allocate(1000);
      status = pair.server().readEarlyData(target);
      read.write(target.array(), 0, target.position());
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void session(Ssl ssl, SslSession session) {
    sessions.add(session);
  }
}
