// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import static dev.jessel.session.Sessions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What servers and clients remember of sessions, and of early data. */
class SessionStoresTest {
  @Test
  void aServerForgetsThoseFirstThatEndFirst() {
    MemorySessions store = new MemorySessions(2);
    store.keep(name(1), Sessions.of(300), NOW);
    store.keep(name(2), Sessions.of(100), NOW);
    store.keep(name(3), Sessions.of(200), NOW);
    assertThat(store.size()).isEqualTo(2);
    assertThat(store.find(name(1), NOW)).isPresent();
    assertThat(store.find(name(2), NOW)).isEmpty();
    assertThat(store.find(name(3), NOW)).isPresent();
  }

  // Its data may have been sent again in the ordinary way.
  @Test
  void whatWasRefusedIsNotTakenALittleLater() {
    ReplayMemory memory = new ReplayMemory(10, Duration.ofSeconds(20));
    memory.begin(NOW);
    assertThat(memory.isFirst(name(1), NOW, NOW.plusSeconds(1))).isTrue();
    assertThat(memory.isFirst(name(2), NOW, NOW.plusSeconds(20))).isTrue();
    assertThat(memory.isFirst(name(1), NOW, NOW.plusSeconds(39))).isFalse();
    assertThat(memory.isFirst(name(1), NOW, NOW.plusSeconds(42))).isFalse();
  }

  @Test
  void aClockThatIsSetBackBringsNothingAgain() {
    ReplayMemory memory = new ReplayMemory(10, Duration.ofSeconds(20));
    memory.begin(NOW);
    assertThat(memory.isFirst(name(1), NOW.plusSeconds(95), NOW.plusSeconds(100))).isTrue();
    assertThat(memory.isFirst(name(2), NOW.plusSeconds(95), NOW.plusSeconds(141))).isTrue();
    assertThat(memory.isFirst(name(1), NOW.plusSeconds(95), NOW.plusSeconds(101))).isFalse();
    assertThat(memory.isFirst(name(3), NOW.plusSeconds(95), NOW.plusSeconds(141))).isTrue();
  }

  @Test
  void aServerForgetsWhatIsOver() {
    MemorySessions store = new MemorySessions(10);
    store.keep(name(1), Sessions.of(100), NOW);
    store.keep(name(2), Sessions.of(200), NOW);
    assertThat(store.find(name(1), NOW.plusSeconds(100))).isPresent();
    assertThat(store.find(name(1), NOW.plusSeconds(101))).isEmpty();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void aNameThatComesAgainHasTheNewSession() {
    MemorySessions store = new MemorySessions(10);
    Session second = Sessions.of(50);
    store.keep(name(1), Sessions.of(100), NOW);
    store.keep(name(1), second, NOW);
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.find(name(1), NOW)).containsSame(second);
    store.remove(name(1));
    assertThat(store.find(name(1), NOW)).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void aSpoiledSessionIsNotFound() {
    MemorySessions store = new MemorySessions(10);
    Session session = Sessions.of(100);
    store.keep(name(1), session, NOW);
    session.spoil();
    assertThat(store.find(name(1), NOW)).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void aHundredThousandSessionsAreBounded() {
    MemorySessions store = new MemorySessions(1000);
    Session session = Sessions.of(100);
    for (int i = 0; i < 100_000; i++) {
      store.keep(name(i), session, NOW);
    }
    assertThat(store.size()).isEqualTo(1000);
    assertThat(store.find(name(99_999), NOW)).isPresent();
    assertThat(store.find(name(98_999), NOW)).isEmpty();
  }

  @Test
  void ofManyThatTakeASessionOneGetsIt() throws Exception {
    MemorySessions store = new MemorySessions(1000);
    for (int i = 0; i < 100; i++) {
      store.keep(name(i), Sessions.of(100), NOW);
    }
    int[] got = together(4, () -> takeAll(store));
    assertThat(got[0] + got[1] + got[2] + got[3]).isEqualTo(100);
  }

  private static int takeAll(MemorySessions store) {
    int got = 0;
    for (int i = 0; i < 100; i++) {
      got += store.take(name(i), NOW).isPresent() ? 1 : 0;
    }
    return got;
  }

  @Test
  void aClientGetsEachSessionOfTls13OnceTheNewestFirst() {
    ClientSessions store = new ClientSessions(10);
    Session first = Sessions.of(100);
    Session second = Sessions.of(100);
    store.keep("server", first);
    store.keep("server", second);
    assertThat(store.take("other", NOW)).isEmpty();
    assertThat(store.take("server", NOW)).containsSame(second);
    store.giveBack("server", second);
    assertThat(store.take("server", NOW)).containsSame(second);
    assertThat(store.take("server", NOW)).containsSame(first);
    assertThat(store.take("server", NOW)).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void aClientUsesASessionOfTls12AgainAndAgain() {
    ClientSessions store = new ClientSessions(10);
    Session session = Sessions.of(ProtocolVersion.TLS_1_2, 100, List.of());
    store.keep("server", session);
    assertThat(store.take("server", NOW)).containsSame(session);
    store.giveBack("server", session);
    assertThat(store.take("server", NOW)).containsSame(session);
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.take("server", NOW.plusSeconds(101))).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void aClientRemembersAFewForEachAndNotMoreThanItMay() {
    ClientSessions store = new ClientSessions(10);
    for (int i = 0; i < 20; i++) {
      store.keep("much", Sessions.of(100));
    }
    assertThat(store.size()).isEqualTo(8);
    for (int i = 0; i < 5; i++) {
      store.keep("server " + i, Sessions.of(100));
    }
    assertThat(store.size()).isEqualTo(10);
    assertThat(store.take("server 0", NOW)).isPresent();
    assertThat(store.take("server 4", NOW)).isPresent();
    ClientSessions small = new ClientSessions(1);
    small.keep("one", Sessions.of(100));
    small.keep("two", Sessions.of(100));
    assertThat(small.take("one", NOW)).isEmpty();
    assertThat(small.take("two", NOW)).isPresent();
  }

  @Test
  void whatWasSeenIsKnownForAWindowAtLeast() {
    ReplayMemory memory = new ReplayMemory(10, Duration.ofSeconds(20));
    memory.begin(NOW);
    for (int after = 0; after <= 20; after++) {
      ReplayMemory each = new ReplayMemory(10, Duration.ofSeconds(20));
      each.begin(NOW);
      assertThat(each.isFirst(name(1), NOW, NOW.plusSeconds(after))).isTrue();
      for (int later = 0; later <= 20; later++) {
        assertThat(each.isFirst(name(1), NOW, NOW.plusSeconds(after + later))).isFalse();
      }
    }
  }

  @Test
  void whenItIsFullNothingIsFirstUntilTimeHasPassed() {
    ReplayMemory memory = new ReplayMemory(2, Duration.ofSeconds(20));
    memory.begin(NOW);
    assertThat(memory.isFirst(name(1), NOW, NOW)).isTrue();
    assertThat(memory.isFirst(name(2), NOW, NOW)).isTrue();
    assertThat(memory.isFirst(name(3), NOW, NOW)).isFalse();
    assertThat(memory.isFirst(name(3), NOW, NOW.plusSeconds(20))).isTrue();
    assertThat(memory.isFirst(name(1), NOW, NOW.plusSeconds(21))).isFalse();
    assertThat(memory.isFirst(name(1), NOW, NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void ticketsFromBeforeTheBeginningAreNotTakenForAWindow() {
    ReplayMemory memory = new ReplayMemory(10, Duration.ofSeconds(20));
    memory.begin(NOW);
    assertThat(memory.isFirst(name(1), NOW.minusSeconds(1), NOW.plusSeconds(20))).isFalse();
    assertThat(memory.isFirst(name(2), NOW.minusSeconds(1), NOW.plusSeconds(21))).isTrue();
    assertThat(memory.isFirst(name(3), NOW, NOW)).isTrue();
  }

  @Test
  void ofManyThatComeAtOnceOneIsFirst() throws Exception {
    ReplayMemory memory = new ReplayMemory(1000, Duration.ofSeconds(20));
    memory.begin(NOW);
    int[] first =
        together(
            4,
            () -> {
              int count = 0;
              for (int i = 0; i < 100; i++) {
                count += memory.isFirst(name(i), NOW, NOW) ? 1 : 0;
              }
              return count;
            });
    assertThat(first[0] + first[1] + first[2] + first[3]).isEqualTo(100);
  }

  private static int[] together(int threads, Callable<Integer> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(pool.submit(work));
      }
      int[] all = new int[threads];
      for (int i = 0; i < threads; i++) {
        all[i] = results.get(i).get();
      }
      return all;
    } finally {
      pool.shutdown();
    }
  }

  private static Bytes name(int number) {
    return Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
