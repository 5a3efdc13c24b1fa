// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslOption;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslSessionStatistics;
import dev.jessel.SslSessionStore;
import dev.jessel.SslStatus;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose application keeps the sessions, and what is counted meanwhile. */
class SessionStoreTest {
  private final Visits visits = new Visits(new Handshake(Conduct.PLAIN));

  /** Sessions as files, and answers that come when they are let go. */
  private static class FarStore implements SslSessionStore {
    private final Map<Bytes, byte[]> kept = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private boolean far;

    @Override
    public void keep(Bytes name, SslSession session) {
      kept.put(name, session.toDer());
    }

    @Override
    public SslReply<Optional<SslSession>> find(Bytes name) {
      asked.add("find");
      return answer(Optional.ofNullable(kept.get(name)));
    }

    @Override
    public SslReply<Optional<SslSession>> take(Bytes name) {
      asked.add("take");
      return answer(Optional.ofNullable(kept.remove(name)));
    }

    @Override
    public void remove(Bytes name) {
      kept.remove(name);
    }

    private SslReply<Optional<SslSession>> answer(Optional<byte[]> der) {
      CompletableFuture<Optional<SslSession>> answer = new CompletableFuture<>();
      answers.add(() -> answer.complete(der.map(FarStore::read)));
      if (!far) {
        answers.get(answers.size() - 1).run();
      }
      return SslReply.when(answer);
    }

    private static SslSession read(byte[] der) {
      try {
        return SslSession.fromDer(der);
      } catch (SslException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aSessionOfTls13IsTakenOnce() throws SslException {
    FarStore store = new FarStore();
    SslContext server = server(store, ProtocolVersion.TLS_1_3);
    SslContext other = server(store, ProtocolVersion.TLS_1_3);
    visits.first(server);
    assertThat(store.kept).hasSize(2);
    SslContext.Builder client = visits.returning();
    assertThat(visits.isResumed(client, other)).isTrue();
    assertThat(visits.isResumed(client, server)).as("once").isFalse();
    assertThat(store.asked).containsOnly("take");
  }

  @Test
  void aSessionOfTls12IsFoundAgainAndAgain() throws SslException {
    FarStore store = new FarStore();
    SslContext server = server(store, ProtocolVersion.TLS_1_2);
    visits.first(server);
    assertThat(store.kept).hasSize(1);
    SslContext.Builder client = visits.returning();
    assertThat(visits.isResumed(client, server)).isTrue();
    assertThat(visits.isResumed(client, server)).isTrue();
    store.remove(visits.last().orElseThrow().id());
    assertThat(visits.isResumed(client, server)).isFalse();
    assertThat(store.asked).containsOnly("find");
  }

  @Test
  void anIdOfTls12ThatIsSaidAsTheNameOfAKeyStaysWhereItIs() throws SslException {
    for (SslSessionStore store : List.of(new FarStore(), SslSessionStore.inMemory(10))) {
      visits.first(server(store, ProtocolVersion.TLS_1_2));
      SslSession seen = visits.last().orElseThrow();
      SslSession made =
          SslSession.builder(
                  ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_256_GCM_SHA384, Secret.zeros(48))
              .created(seen.created())
              .serverName(seen.serverName())
              .ticket(seen.id(), 0)
              .build();
      SslContext.Builder stranger = visits.client().session(Optional.of(made));
      assertThat(visits.isResumed(stranger, server(store, ProtocolVersion.TLS_1_3))).isFalse();
      SslContext.Builder client = visits.client().session(Optional.of(seen));
      assertThat(visits.isResumed(client, server(store, ProtocolVersion.TLS_1_2))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whatOneContextKeepsIsNotFoundInAnother(String version) throws SslException {
    ProtocolVersion only = ProtocolVersion.named(version).orElseThrow();
    SslContext server = visits.server(b -> b.options(SslOption.NO_TICKET).maxVersion(only));
    SslContext alike = visits.server(b -> b.options(SslOption.NO_TICKET).maxVersion(only));
    visits.first(server);
    SslContext.Builder client = visits.returning();
    assertThat(visits.isResumed(client, alike)).isFalse();
    assertThat(visits.isResumed(client, server)).as("it is still there").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aStoreThatIsSharedKeepsIdContextsApart(String version) throws SslException {
    SslContext server = server(new FarStore(), ProtocolVersion.named(version).orElseThrow());
    SslContext other = server.toBuilder().sessionIdContext(Bytes.of((byte) 2)).build();
    visits.first(server);
    assertThat(visits.isResumed(visits.returning(), other)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aStoreThatPromisesIsAskedOnce(String version) throws SslException {
    FarStore store = new FarStore();
    SslContext server = server(store, ProtocolVersion.named(version).orElseThrow());
    visits.first(server);
    store.asked.clear();
    store.answers.clear();
    store.far = true;
    try (Pair pair = visits.pair(visits.returning(), server)) {
      assertThat(pair.client().handshake()).isEqualTo(SslStatus.WANT_READ);
      for (int i = 0; i < 3; i++) {
        assertThat(pair.server().handshake()).isEqualTo(SslStatus.WANT_SESSION);
      }
      assertThat(store.answers).hasSize(1);
      store.answers.get(0).run();
      pair.connect();
      assertThat(pair.server().isResumed()).isTrue();
    }
    assertThat(store.asked).hasSize(1);
  }

  @Test
  void aStoreThatFailsEndsTheHandshakeAndSaysWhy() throws SslException {
    visits.first(server(new FarStore(), ProtocolVersion.TLS_1_3));
    FarStore failing =
        new FarStore() {
          @Override
          public SslReply<Optional<SslSession>> take(Bytes name) {
            return SslReply.when(CompletableFuture.failedFuture(new IllegalStateException("gone")));
          }
        };
    try (Pair pair = visits.pair(visits.returning(), server(failing, ProtocolVersion.TLS_1_3))) {
      assertThatThrownBy(pair::connect)
          .isInstanceOfSatisfying(
              SslException.class, e -> assertThat(e.reason()).contains(SslReason.CALLBACK_FAILED))
          .hasRootCauseMessage("gone");
    }
  }

  @Test
  void whatComesBackIsCounted() throws SslException {
    SslContext server =
        visits.server(b -> b.options(SslOption.NO_TICKET).sessionCache(3).tickets(1));
    visits.first(server);
    SslContext.Builder client = visits.returning();
    assertThat(visits.isResumed(client, server)).isTrue();
    assertThat(visits.isResumed(client, server)).isFalse();
    visits.later(7201);
    assertThat(visits.isResumed(client, server)).as("not offered").isFalse();
    assertThat(visits.isResumed(client, server)).isFalse();
    SslSessionStatistics counted = server.sessionStatistics();
    assertThat(counted.accept()).isEqualTo(5);
    assertThat(counted.acceptGood()).isEqualTo(5);
    assertThat(counted.hits()).isEqualTo(1);
    assertThat(counted.misses()).isEqualTo(1);
    assertThat(counted.connect()).isZero();
    assertThat(counted.number()).isEqualTo(2);
    assertThat(server.toBuilder().build().sessionStatistics().accept()).isZero();
  }

  @Test
  void aFullCacheAndWhatTheApplicationFindsAreCounted() throws SslException {
    SslContext small = visits.server(b -> b.options(SslOption.NO_TICKET).sessionCache(3));
    visits.first(small);
    visits.first(small);
    assertThat(small.sessionStatistics().cacheFull()).isEqualTo(1);
    assertThat(small.sessionStatistics().number()).isEqualTo(3);
    SslContext server = server(new FarStore(), ProtocolVersion.TLS_1_3);
    visits.first(server);
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
    assertThat(server.sessionStatistics().callbackHits()).isEqualTo(1);
    assertThat(server.sessionStatistics().number()).isZero();
  }

  @Test
  void aClientCountsToo() throws SslException {
    SslContext server = visits.server(UnaryOperator.identity());
    visits.first(server);
    SslContext client = visits.returning().build();
    try (Pair pair = Pair.of(client, server, Conduct.PLAIN::transport).connect()) {
      assertThat(pair.client().isResumed()).isTrue();
    }
    SslSessionStatistics counted = client.sessionStatistics();
    assertThat(counted.connect()).isEqualTo(1);
    assertThat(counted.connectGood()).isEqualTo(1);
    assertThat(counted.hits()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 8", "TLSv1.3, 1"})
  void ofManyThatComeBackAtOnceWithOneSession(String version, int resumed) throws Exception {
    ProtocolVersion only = ProtocolVersion.named(version).orElseThrow();
    SslContext server = visits.server(b -> b.options(SslOption.NO_TICKET).maxVersion(only));
    visits.first(server);
    SslContext client = visits.returning().listener(new SslListener() {}).build();
    CountDownLatch ready = new CountDownLatch(8);
    Callable<Boolean> visit =
        () -> {
          ready.countDown();
          ready.await();
          try (Pair pair = Pair.of(client, server, Conduct.PLAIN::transport).connect()) {
            Handshake.exchange(pair, 100);
            return pair.client().isResumed() && pair.server().isResumed();
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    int count = 0;
    try {
      for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(8, visit))) {
        count += each.get() ? 1 : 0;
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(count).isEqualTo(resumed);
    assertThat(server.sessionStatistics().hits()).isEqualTo(resumed);
    assertThat(server.sessionStatistics().acceptGood()).isEqualTo(9);
  }

  private SslContext server(SslSessionStore store, ProtocolVersion version) {
    return visits.server(
        b -> b.options(SslOption.NO_TICKET).maxVersion(version).sessionStore(store));
  }
}
