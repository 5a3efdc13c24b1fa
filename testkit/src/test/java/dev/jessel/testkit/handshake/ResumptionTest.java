// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.TestClock;
import dev.jessel.wire.NamedGroup;
import dev.jessel.x509.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clients of TLS 1.3 that come back, in all four ways. */
class ResumptionTest {
  private final Sessions sessions = new Sessions();
  private final TestClock clock = TestClock.stopped();
  private final SslContext server = Identities.server().clock(clock).build();

  @FourWays
  void aClientComesBack(Handshake handshake) throws SslException {
    first(handshake, server);

    try (Pair pair = again(handshake, server)) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.client().group()).contains(NamedGroup.X25519);
      assertThat(pair.client().peerCertificates()).isNotEmpty();
      assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().wasHelloRetried()).isFalse();
      assertThat(sessions.all).as("one for the one that was used").hasSize(3);
    }
  }

  private void first(Handshake handshake, SslContext server) throws SslException {
    try (Pair pair = pair(handshake, client(), server)) {
      assertThat(pair.client().isResumed()).isFalse();
      assertThat(pair.server().isResumed()).isFalse();
    }
    assertThat(sessions.all).hasSize(2);
  }

  private Pair again(Handshake handshake, SslContext server) throws SslException {
    return pair(handshake, client().session(sessions.last()), server);
  }

  private SslContext.Builder client() {
    return Identities.client().clock(clock).listener(sessions);
  }

  private static Pair pair(Handshake handshake, SslContext.Builder client, SslContext server)
      throws SslException {
    Pair pair = Pair.of(client.build(), server, handshake.conduct()::transport).connect();
    Handshake.exchange(pair, 100);
    return pair;
  }

  private static final class Sessions implements SslListener {
    private final List<SslSession> all = new ArrayList<>();

    @Override
    public void session(Ssl ssl, SslSession session) {
      all.add(session);
    }

    Optional<SslSession> last() {
      return Optional.of(all.get(all.size() - 1));
    }
  }
}
