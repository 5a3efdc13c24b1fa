// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.testkit.Pair;
import java.util.Optional;

/**
 * What a client comes back with. A session remembers that its connection failed, so each run gets a
 * copy of its own.
 */
final class Sessions {
  private static final SslSession TLS_1_3 =
      after(ClientSetting.PLAIN.fresh(), ServerSetting.EARLY.fresh());
  private static final SslSession TLS_1_2 =
      after(ClientSetting.TLS12.fresh(), ServerSetting.TLS12.fresh());

  private Sessions() {}

  static Optional<SslSession> tls13() {
    return Optional.of(TLS_1_3.toBuilder().build());
  }

  static Optional<SslSession> tls12() {
    return Optional.of(TLS_1_2.toBuilder().build());
  }

  private static SslSession after(SslContext.Builder client, SslContext.Builder server) {
    Last last = new Last();
    try (Pair pair = Pair.of(client.listener(last).build(), server.build()).connect()) {
      byte[] ignored = pair.transfer(pair.server(), pair.client(), new byte[1]);
      return last.session.or(() -> pair.client().session()).orElseThrow();
    } catch (SslException e) {
      throw new IllegalStateException("two honest ends do not connect", e);
    }
  }

  /** The session that came last. */
  private static final class Last implements SslListener {
    private Optional<SslSession> session = Optional.empty();

    @Override
    public void session(Ssl ssl, SslSession came) {
      session = Optional.of(came);
    }
  }
}
