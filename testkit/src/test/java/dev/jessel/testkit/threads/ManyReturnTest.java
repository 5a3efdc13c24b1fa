// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Clients that come back to one server at the same time. */
class ManyReturnTest {
  private static final int THREADS = 8;
  private static final int EACH = 20;

  @Test
  void aSessionInATicketIsResumedByAllWhoHaveIt() throws Exception {
    SslContext server = Identities.server().build();
    SslSession session = session(server);
    assertThat(together(() -> resumed(server, session))).isEqualTo(THREADS * EACH);
  }

  @Test
  void aSessionThatTheServerKeepsIsResumedByOne() throws Exception {
    SslContext server = Identities.server().options(SslOption.NO_TICKET).build();
    SslSession session = session(server);
    assertThat(together(() -> resumed(server, session))).isEqualTo(1);
  }

  @Test
  void aClientsContextHandsEachTicketOutOnce() throws Exception {
    SslContext server = Identities.server().tickets(4).build();
    List<SslSession> seen = new CopyOnWriteArrayList<>();
    SslContext client = Identities.client().sessionCache(1000).listener(keeps(seen)).build();
    Pair.of(client, server).connect().client().close();
    assertThat(together(() -> connected(client, server))).isEqualTo(THREADS * EACH);
    assertThat(seen.stream().map(SslSession::ticket).distinct()).hasSize(seen.size());
  }

  private static boolean connected(SslContext client, SslContext server) throws SslException {
    try (Pair pair = Pair.of(client, server).connect()) {
      byte[] content = {1};
      return pair.transfer(pair.server(), pair.client(), content).length == 1
          && pair.client().isResumed() == pair.server().isResumed();
    }
  }

  private static boolean resumed(SslContext server, SslSession session) throws SslException {
    SslContext client = Identities.client().session(Optional.of(session)).build();
    try (Pair pair = Pair.of(client, server).connect()) {
      return pair.client().isResumed() && pair.server().isResumed();
    }
  }

  private static SslSession session(SslContext server) throws SslException {
    List<SslSession> seen = new ArrayList<>();
    SslContext client = Identities.client().listener(keeps(seen)).build();
    try (Pair pair = Pair.of(client, server).connect()) {
      SslStatus ignored = pair.client().read(ByteBuffer.allocate(1));
    }
    return seen.get(0);
  }

  private static SslListener keeps(List<SslSession> seen) {
    return new SslListener() {
      @Override
      public void session(Ssl ssl, SslSession session) {
        seen.add(session);
      }
    };
  }

  private static int together(Callable<Boolean> visit) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        counts.add(pool.submit(() -> visits(visit)));
      }
      int all = 0;
      for (Future<Integer> count : counts) {
        all += count.get();
      }
      return all;
    } finally {
      pool.shutdown();
    }
  }

  private static int visits(Callable<Boolean> visit) throws Exception {
    int good = 0;
    for (int i = 0; i < EACH; i++) {
      good += visit.call() ? 1 : 0;
    }
    return good;
  }
}
