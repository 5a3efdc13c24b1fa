// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslVerify;
import dev.jessel.bio.Bio;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.x509.Credential;
import dev.jessel.x509.TrustAnchors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Certificate and trust of a server are replaced while it serves; nobody may notice. */
class ReplacedIdentityTest {
  private static final int RUNNING = 500;
  private static final int REPLACEMENTS = 10;
  private static final byte[] CONTENT = new byte[100];

  /** One authority for both ends: what a server shows and whose clients it trusts go together. */
  private record Generation(Credential server, Credential client, CertificateFactory authority) {
    static Generation of(String name) {
      CertificateFactory authority = CertificateFactory.named(name);
      return new Generation(
          authority.localhost(KeyType.P256).credential(),
          // Shown only to a server that names its issuer: to one of this generation.
          authority.client(KeyType.P256, "client").credential().toBuilder()
              .mustMatchIssuer(true)
              .build(),
          authority);
    }

    SslContext.Builder of(SslContext.Builder builder) {
      return builder
          .credentials(List.of(server))
          .trust(authority.trust())
          .clientIssuers(List.of(server.leaf().issuerDer()));
    }
  }

  private final List<Generation> generations = List.of(Generation.of("one"), Generation.of("two"));
  private final SslContext server =
      generations.get(0).of(SslContext.server().verify(SslVerify.REQUIRED)).build();
  private final SslContext client =
      SslContext.client()
          .trust(anchors())
          .peer("localhost")
          .credentials(generations.stream().map(Generation::client).toList())
          .build();
  private final AtomicBoolean over = new AtomicBoolean();

  private TrustAnchors anchors() {
    return TrustAnchors.of(
        generations.stream().map(g -> g.authority().authority().certificate()).toList());
  }

  @Test
  void fiveHundredConnectionsGoOnAndNewOnesAreMadeMeanwhile() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Pair> running = new ArrayList<>();
    try (ServerSocketChannel listening = ServerSocketChannel.open()) {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      for (int i = 0; i < RUNNING; i++) {
        running.add(connect(listening));
      }
      Semaphore made = new Semaphore(0);
      Future<Integer> rounds = threads.submit(talk(running));
      Future<List<Integer>> shown = threads.submit(connectAgainAndAgain(listening, made));
      for (int i = 1; i <= REPLACEMENTS; i++) {
        server.replace(generations.get(i % 2)::of);
        made.acquire();
      }
      over.set(true);

      assertThat(shown.get()).contains(0, 1);
      assertThat(rounds.get()).isPositive();
      assertThat(running).allMatch(pair -> generationOf(pair) == 0);
    } finally {
      over.set(true);
      threads.shutdownNow();
      running.forEach(Pair::close);
    }
  }

  @Test
  void aConnectionKeepsWhatThereWasWhenItWasMade() throws SslException {
    Pair before = Pair.of(client, server);
    server.replace(generations.get(1)::of);
    try (before;
        Pair after = Pair.of(client, server)) {
      assertThat(generationOf(before.connect())).isZero();
      assertThat(generationOf(after.connect())).isEqualTo(1);
    }
  }

  @Test
  void aReplacementThatFailsLeavesAllAsItWas() throws SslException {
    assertThatThrownBy(() -> server.replace(b -> generations.get(1).of(b).tickets(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    try (Pair pair = Pair.of(client, server).connect()) {
      assertThat(generationOf(pair)).isZero();
    }
  }

  @Test
  void credentialsAndTrustAreReplacedAloneToo() throws SslException {
    server.replaceCredentials(List.of(generations.get(1).server()));
    server.replaceTrust(anchors());
    try (Pair pair = Pair.of(client, server).connect()) {
      assertThat(pair.client().peerCertificates()).isEqualTo(generations.get(1).server().chain());
    }
  }

  /** Sends bytes both ways on all connections until all is over; how often. */
  private Callable<Integer> talk(List<Pair> running) {
    return () -> {
      int rounds = 0;
      for (; rounds == 0 || !over.get(); rounds++) {
        for (Pair pair : running) {
          assertThat(pair.transfer(pair.client(), pair.server(), CONTENT)).isEqualTo(CONTENT);
          assertThat(pair.transfer(pair.server(), pair.client(), CONTENT)).isEqualTo(CONTENT);
        }
      }
      return rounds;
    };
  }

  /** Makes connections until all is over; what each one was shown. */
  private Callable<List<Integer>> connectAgainAndAgain(
      ServerSocketChannel listening, Semaphore made) {
    return () -> {
      List<Integer> shown = new ArrayList<>();
      try {
        while (!over.get()) {
          try (Pair pair = connect(listening)) {
            shown.add(generationOf(pair));
          }
          made.release();
        }
        return shown;
      } finally {
        made.release(REPLACEMENTS); // nobody waits for one that failed
      }
    };
  }

  /** The generation of both ends, which must be the same. */
  private int generationOf(Pair pair) {
    for (int i = 0; i < generations.size(); i++) {
      Generation one = generations.get(i);
      if (pair.client().peerCertificates().equals(one.server().chain())) {
        assertThat(pair.server().peerCertificates()).isEqualTo(one.client().chain());
        return i;
      }
    }
    throw new AssertionError("a certificate that nobody has");
  }

  private Pair connect(ServerSocketChannel listening) throws IOException {
    SocketChannel there = SocketChannel.open(listening.getLocalAddress());
    SocketChannel here = listening.accept();
    there.configureBlocking(false);
    here.configureBlocking(false);
    return Pair.of(client.newSsl(Bio.of(there)), server.newSsl(Bio.of(here))).connect();
  }
}
