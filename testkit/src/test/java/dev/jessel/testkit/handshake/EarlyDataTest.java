// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslEarlyData;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslReplayGuard;
import dev.jessel.SslReply;
import dev.jessel.SslStatus;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Data that goes before the handshake, both ways. */
class EarlyDataTest {
  private static final int LIMIT = 10_000;

  private final Visits plain = new Visits(new Handshake(Conduct.PLAIN));

  @FourWays
  void aServerTakesIt(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(b -> b.maxEarlyData(LIMIT));
    visits.first(server);

    try (Pair pair = visits.pair(visits.returning(), server)) {
      assertThat(Visits.early(pair, "first of all")).isEqualTo("first of all");
      assertThat(pair.server().earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
      assertThat(pair.server().exportEarlyKeyingMaterial("label", new byte[] {1}, 20))
          .isEqualTo(pair.client().exportEarlyKeyingMaterial("label", new byte[] {1}, 20));
      pair.connect();
      Handshake.exchange(pair, 50_000);
      assertThat(pair.client().earlyData()).isEqualTo(SslEarlyData.ACCEPTED);
      assertThat(pair.client().isResumed()).isTrue();
    }
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
  }

  // RFC 9846 4.3.10: max_early_data_size is the limit of both ends.
  @FourWays
  void asMuchAsTheTicketAllowsAndNotAByteMore(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(b -> b.maxEarlyData(LIMIT));
    visits.first(server);
    String all = "x".repeat(LIMIT);

    try (Pair pair = visits.pair(visits.returning(), server)) {
      Ssl client = pair.client();
      assertThatThrownBy(() -> until(() -> client.writeEarlyData(text(all + "x"))))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.TOO_MUCH_EARLY_DATA));
      assertThat(Visits.early(pair, all)).hasSize(LIMIT).isEqualTo(all);
      pair.connect();
      Handshake.exchange(pair, 100);
    }
  }

  @FourWays
  void aServerThatDoesNotAskForItSkipsIt(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(b -> b.maxEarlyData(LIMIT));
    SslContext retrying = server.toBuilder().groups("P-256").build();
    SslContext stranger = visits.server(b -> b.maxEarlyData(LIMIT));
    for (SslContext each : List.of(server, retrying, stranger)) {
      visits.first(server);
      try (Pair pair = visits.pair(visits.returning(), each)) {
        ByteBuffer lost = text("x".repeat(LIMIT));
        SslStatus written = pair.client().writeEarlyData(lost);
        while (written != SslStatus.DONE) {
          written = pair.client().writeEarlyData(lost);
          SslStatus ignored = pair.server().handshake();
        }
        pair.connect();
        assertThat(pair.client().earlyData()).isEqualTo(SslEarlyData.REJECTED);
        assertThat(pair.server().earlyData()).isEqualTo(SslEarlyData.REJECTED);
        assertThat(pair.client().isResumed()).isEqualTo(each != stranger);
        Handshake.exchange(pair, 100);
      }
    }
  }

  @FourWays
  void aServerMaySpeakBeforeTheHandshakeIsOver(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(b -> b.maxEarlyData(LIMIT));
    visits.first(server);
    try (Pair pair = visits.pair(visits.returning(), server)) {
      ByteBuffer question = text("question");
      ByteBuffer answer = text("answer");
      ByteBuffer heard = ByteBuffer.allocate(100);
      until(() -> pair.client().writeEarlyData(question));
      until(() -> pair.server().readEarlyData(heard));
      assertThat(heard.flip()).isEqualTo(text("question"));
      ByteBuffer read = ByteBuffer.allocate(100);
      SslStatus said = pair.server().writeEarlyData(answer);
      for (int calls = 0; read.position() == 0; calls++) {
        assertThat(calls).isLessThan(10_000);
        SslStatus ignored = pair.client().read(read);
        said = said == SslStatus.DONE ? said : pair.server().writeEarlyData(answer);
      }
      assertThat(read.flip()).isEqualTo(text("answer"));
      assertThat(pair.server().isEstablished()).isFalse();
      until(() -> ended(pair.server()));
      pair.connect();
      Handshake.exchange(pair, 100);
    }
  }

  private static SslStatus ended(Ssl server) throws SslException {
    SslStatus status = server.readEarlyData(ByteBuffer.allocate(10));
    return status == SslStatus.CLOSED ? SslStatus.DONE : status;
  }

  private interface Call {
    SslStatus run() throws SslException;
  }

  /** Repeats a call until it is done. */
  private static void until(Call call) throws SslException {
    SslStatus status = call.run();
    for (int calls = 0; status != SslStatus.DONE; calls++) {
      assertThat(calls).isLessThan(100_000);
      status = call.run();
    }
  }

  // RFC 9846 8.2: what was seen within the window is not taken again.
  @Test
  void theSameClientHelloIsTakenOnce() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT));
    SslContext lax = server.toBuilder().options(SslOption.NO_ANTI_REPLAY).build();
    plain.first(server);
    List<Bytes> flight = new ArrayList<>();
    try (Pair pair = plain.pair(plain.returning(), server)) {
      assertThat(pair.client().writeEarlyData(text("once"))).isEqualTo(SslStatus.DONE);
      flight.add(Replay.taken(pair.server()));
    }
    assertThat(Replay.against(server, flight.get(0))).isEqualTo("once");
    assertThat(Replay.against(server, flight.get(0))).as("the second time").isEmpty();
    assertThat(Replay.against(server, flight.get(0))).as("the third time").isEmpty();
    assertThat(Replay.against(lax, flight.get(0))).isEqualTo("once");
    plain.later(30);
    assertThat(Replay.against(server, flight.get(0))).as("forgotten, but too old").isEmpty();
  }

  // RFC 9846 8.3: the age that it tells must be the one that it has.
  @Test
  void anotherClientHelloWithTheSameTicketIsNotTakenEither() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT));
    plain.first(server);
    SslContext.Builder again = plain.returning();
    assertThat(taken(again, server)).isEqualTo("words");
    assertThat(taken(again, server)).as("the second time").isEmpty();
    assertThat(taken(again, server.toBuilder().options(SslOption.NO_ANTI_REPLAY).build()))
        .isEqualTo("words");
  }

  private String taken(SslContext.Builder again, SslContext server) throws SslException {
    try (Pair pair = plain.pair(again, server)) {
      assertThat(pair.client().writeEarlyData(text("words"))).isEqualTo(SslStatus.DONE);
      return Replay.against(server, Replay.taken(pair.server()));
    }
  }

  @Test
  void anOldClientHelloIsNotFresh() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT));
    plain.first(server);
    List<Bytes> flight = new ArrayList<>();
    try (Pair pair = plain.pair(plain.returning(), server)) {
      assertThat(pair.client().writeEarlyData(text("late"))).isEqualTo(SslStatus.DONE);
      flight.add(Replay.taken(pair.server()));
    }
    plain.later(9);
    assertThat(Replay.against(server.toBuilder().build(), flight.get(0))).isEqualTo("late");
    plain.later(1);
    SslContext lax = server.toBuilder().options(SslOption.NO_ANTI_REPLAY).build();
    assertThat(Replay.against(lax, flight.get(0))).isEmpty();
  }

  @Test
  void aTicketFromAClockThatIsAheadIsNotFreshUntilItsTimeHasCome() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT));
    plain.first(server);
    List<Bytes> flight = new ArrayList<>();
    try (Pair pair = plain.pair(plain.returning(), server)) {
      assertThat(pair.client().writeEarlyData(text("ahead"))).isEqualTo(SslStatus.DONE);
      flight.add(Replay.taken(pair.server()));
    }
    assertThat(against(server, 3600, flight.get(0))).isEmpty();
    assertThat(against(server, 11, flight.get(0))).isEmpty();
    assertThat(against(server, 9, flight.get(0))).isEqualTo("ahead");
  }

  /** What a server takes that has seen nothing yet, and whose clock is behind. */
  private String against(SslContext server, int behind, Bytes flight) throws SslException {
    plain.later(-behind);
    try {
      return Replay.against(
          server.toBuilder().replayGuard(SslReplayGuard.inMemory(10)).build(), flight);
    } finally {
      plain.later(behind);
    }
  }

  @FourWays
  void aGuardMayBeFarAway(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    Set<Bytes> seen = new HashSet<>();
    List<String> asked = new ArrayList<>();
    SslReplayGuard guard =
        (fingerprint, made, now) -> {
          asked.add("guard");
          return asked.size() % 2 == 0 ? SslReply.now(seen.add(fingerprint)) : SslReply.later();
        };
    SslContext server = visits.server(b -> b.maxEarlyData(LIMIT).replayGuard(guard));
    visits.first(server);
    try (Pair pair = visits.pair(visits.returning(), server)) {
      assertThat(Visits.early(pair, "asked")).isEqualTo("asked");
      pair.connect();
    }
    assertThat(asked).hasSize(2);
    assertThat(seen).hasSize(1);
  }

  @FourWays
  void theApplicationMaySayNo(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    List<String> asked = new ArrayList<>();
    SslContext server =
        visits.server(
            b ->
                b.maxEarlyData(LIMIT)
                    .allowEarlyData(
                        session -> {
                          asked.add(session.cipherSuite().name());
                          return asked.size() == 1 ? SslReply.later() : SslReply.now(false);
                        }));
    visits.first(server);
    try (Pair pair = visits.pair(visits.returning(), server)) {
      assertThat(Visits.early(pair, "unheard")).isEmpty();
      pair.connect();
      assertThat(pair.client().earlyData()).isEqualTo(SslEarlyData.REJECTED);
      Handshake.exchange(pair, 100);
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void aServerWhoseSettingsChangedTakesNone() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT).alpn("h2", "h3"));
    UnaryOperator<SslContext.Builder> asBefore = b -> b.alpn("h3", "h2");
    assertThat(heard(server, asBefore, server, asBefore)).isEqualTo("early");
    assertThat(heard(server, asBefore, server.toBuilder().alpn("h3", "h2").build(), asBefore))
        .as("another protocol")
        .isEmpty();
    SslContext limited = server.toBuilder().recordSizeLimit(1000).build();
    UnaryOperator<SslContext.Builder> limiting = b -> asBefore.apply(b).recordSizeLimit(1000);
    assertThat(heard(server, asBefore, server, limiting)).isEqualTo("early");
    assertThat(heard(server, asBefore, limited, limiting)).as("a limit of ours").isEmpty();
    assertThat(heard(server, asBefore, limited, b -> asBefore.apply(b).maxFragmentLength(512)))
        .isEqualTo("early");
    SslContext none = server.toBuilder().maxEarlyData(0).build();
    assertThat(heard(server, asBefore, none, asBefore)).as("no longer wanted").isEmpty();
    SslContext fussy =
        server.toBuilder()
            .options(SslOption.CIPHER_SERVER_PREFERENCE)
            .cipherSuites("TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256")
            .build();
    UnaryOperator<SslContext.Builder> two =
        b -> asBefore.apply(b).cipherSuites("TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256");
    assertThat(heard(server, two, fussy, two)).as("another suite of the same hash").isEmpty();
  }

  private String heard(
      SslContext first,
      UnaryOperator<SslContext.Builder> client,
      SslContext second,
      UnaryOperator<SslContext.Builder> again)
      throws SslException {
    plain.connect(client.apply(plain.client()), first).close();
    try (Pair pair = plain.pair(again.apply(plain.returning()), second)) {
      String read = Visits.early(pair, "early");
      pair.connect();
      Handshake.exchange(pair, 100);
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.client().earlyData())
          .isEqualTo(read.isEmpty() ? SslEarlyData.REJECTED : SslEarlyData.ACCEPTED);
      return read;
    }
  }

  @Test
  void aClientOffersNoneWhereItCannotBeTheSame() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT).alpn("h2"));
    plain.connect(plain.client().alpn("h2"), server).close();
    notPossible(plain.returning(), server);
    notPossible(plain.returning().alpn("h2").serverName("other.example"), server);
    notPossible(plain.client(), server);
    SslContext none = plain.server(UnaryOperator.identity());
    plain.first(none);
    notPossible(plain.returning(), none);
  }

  private void notPossible(SslContext.Builder client, SslContext server) throws SslException {
    try (Pair pair = plain.pair(client, server)) {
      assertThatThrownBy(() -> pair.client().writeEarlyData(text("early")))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.EARLY_DATA_NOT_POSSIBLE));
      pair.connect();
      Handshake.exchange(pair, 100);
      assertThat(pair.client().earlyData()).isEqualTo(SslEarlyData.NOT_SENT);
    }
  }

  @Test
  void nobodyGetsItByAccident() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT));
    plain.first(server);
    try (Pair pair = plain.pair(plain.returning(), server)) {
      assertThat(pair.client().writeEarlyData(text("early"))).isEqualTo(SslStatus.DONE);
      ByteBuffer some = ByteBuffer.allocate(3);
      assertThat(pair.server().readEarlyData(some)).isEqualTo(SslStatus.DONE);
      ByteBuffer target = ByteBuffer.allocate(10);
      assertThatThrownBy(() -> pair.server().read(target))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.EARLY_DATA_NOT_POSSIBLE));
      assertThat(pair.server().readEarlyData(target)).isEqualTo(SslStatus.DONE);
      assertThat(target.flip()).isEqualTo(text("ly"));
      assertThat(pair.client().handshake()).isEqualTo(SslStatus.DONE);
      assertThat(pair.server().readEarlyData(ByteBuffer.allocate(10))).isEqualTo(SslStatus.CLOSED);
      pair.connect();
      Handshake.exchange(pair, 100);
      assertThatThrownBy(() -> pair.client().writeEarlyData(text("late")))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.EARLY_DATA_NOT_POSSIBLE));
      assertThat(pair.server().readEarlyData(ByteBuffer.allocate(10))).isEqualTo(SslStatus.CLOSED);
      Handshake.exchange(pair, 100);
    }
  }

  @Test
  void aClientThatWritesAtOnceSendsNoneThoughItCould() throws SslException {
    SslContext server = plain.server(b -> b.maxEarlyData(LIMIT));
    plain.first(server);
    try (Pair pair = plain.pair(plain.returning(), server).connect()) {
      assertThat(pair.client().earlyData()).isEqualTo(SslEarlyData.NOT_SENT);
      assertThat(pair.server().earlyData()).isEqualTo(SslEarlyData.NOT_SENT);
      assertThat(Optional.of(pair.client().isResumed())).contains(true);
    }
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
