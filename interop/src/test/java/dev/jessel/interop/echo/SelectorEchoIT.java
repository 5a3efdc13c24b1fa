// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.bio.Bio;
import dev.jessel.interop.Eventually;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.transport.TrickleBio;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * One selector thread serves a thousand connections at once, and loses no byte, whatever some of
 * the clients do.
 */
final class SelectorEchoIT {
  private static final int WELL_BEHAVED = 900;
  private static final int SLOW = 20;
  private static final int NOT_READING = 20;
  private static final int STALLED = 20;
  private static final int VANISHING_EARLY = 20;
  private static final int VANISHING_LATE = 20;
  private static final int ALL = 1000;

  private static final int SOME = 20_000;
  private static final int LITTLE = 200;
  private static final int MUCH = 600_000;

  private final CertificateFactory authority = CertificateFactory.create();

  /** What is tested is the transport, so the cheapest group will do. */
  private final SslContext clients =
      SslContext.client().trust(authority.trust()).groups("X25519").build();

  @Test
  void aThousandConnectionsAtOnceLoseNoByte() throws IOException {
    SslContext context =
        SslContext.server().credential(authority.localhost(KeyType.P256).credential()).build();
    try (EchoServer server = new EchoServer(context);
        Crowd crowd = new Crowd(visitors(server.address()))) {
      crowd.run();

      Eventually.is("no connection is left", () -> server.open() == 0);
      assertThat(server.peak()).isEqualTo(ALL);
      assertThat(server.goodbyes()).isEqualTo(WELL_BEHAVED + SLOW + NOT_READING);
      assertThat(server.failures()).isEqualTo(STALLED + VANISHING_EARLY + VANISHING_LATE);
      assertThat(server.blockedWrites()).isPositive();
    }
  }

  private List<Visitor> visitors(InetSocketAddress server) throws IOException {
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < WELL_BEHAVED; i++) {
      visitors.add(talking(server, UnaryOperator.identity(), Speeches.of(SOME, i), false));
    }
    for (int i = 0; i < SLOW; i++) {
      visitors.add(talking(server, TrickleBio::new, Speeches.of(LITTLE, i), false));
    }
    for (int i = 0; i < NOT_READING; i++) {
      visitors.add(talking(server, UnaryOperator.identity(), Speeches.of(MUCH, i), true));
    }
    for (int i = 0; i < STALLED; i++) {
      visitors.add(new StalledVisitor(server, false));
    }
    for (int i = 0; i < VANISHING_EARLY; i++) {
      visitors.add(new StalledVisitor(server, true));
    }
    for (int i = 0; i < VANISHING_LATE; i++) {
      visitors.add(new VanishingVisitor(server, clients, Speeches.of(SOME, i)));
    }
    return visitors;
  }

  private Visitor talking(
      InetSocketAddress server, UnaryOperator<Bio> transport, byte[] speech, boolean readsLate)
      throws IOException {
    return new TalkingVisitor(server, clients, transport, speech, Speeches.sha256(), readsLate);
  }
}
