// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslSession;
import dev.jessel.crypto.Secret;
import dev.jessel.testkit.TestClock;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class FleetSessionsTest {
  private static final FleetNames NAMES = new FleetNames("test:");
  private static final Bytes NAME = Bytes.ofHex("00112233");
  private static final String SECRET = "a secret of 32 bytes, no less...";

  private final TestClock clock = TestClock.stopped();
  private final FakeMemory redis = new FakeMemory(clock.instant());
  private final FleetSessions store = store(1);

  @Test
  void whatIsKeptIsFoundByAll() {
    store.keep(NAME, session(7200));
    SslSession found = found(store(1)).orElseThrow();
    assertThat(found.secret().equalTo(Secret.copyOf(SECRET.getBytes(ISO_8859_1)))).isTrue();
    assertThat(found.cipherSuite()).isEqualTo(CipherSuite.TLS_AES_128_GCM_SHA256);
    assertThat(found(store)).as("it stays").isPresent();
  }

  @Test
  void whatIsTakenIsGone() {
    store.keep(NAME, session(7200));
    assertThat(at(store, true)).isPresent();
    assertThat(at(store, true)).isEmpty();
    assertThat(found(store)).isEmpty();
  }

  @Test
  void whatIsRemovedIsGone() {
    store.keep(NAME, session(7200));
    store.remove(NAME);
    assertThat(found(store)).isEmpty();
  }

  @Test
  void itIsKeptAsLongAsItIsGood() {
    SslSession session = session(7200);
    clock.advance(Duration.ofSeconds(200));
    store.keep(NAME, session);
    assertThat(redis.life(NAMES.session(NAME)))
        .isBetween(Duration.ofSeconds(6999), Duration.ofSeconds(7000));
    redis.forgetAll();
    clock.advance(Duration.ofSeconds(7000));
    store.keep(NAME, session);
    assertThat(redis.values()).as("what is over is not kept").isEmpty();
  }

  @Test
  void neitherNameNorSecretIsSeenInRedis() {
    store.keep(NAME, session(7200));
    redis
        .values()
        .forEach(
            (place, value) -> {
              assertThat(new String(place.toArray(), ISO_8859_1)).doesNotContain(NAME.hex());
              assertThat(new String(value.toArray(), ISO_8859_1)).doesNotContain(SECRET);
            });
  }

  @Test
  void aSessionOfAnotherFleetKeyOrAnotherNameIsNone() {
    store.keep(NAME, session(7200));
    assertThat(found(store(2))).isEmpty();
    Bytes other = Bytes.ofHex("44");
    redis.put(NAMES.session(other), redis.value(NAMES.session(NAME)).orElseThrow());
    assertThat(store.sessionAt(NAMES.session(other), redis::find).join()).isEmpty();
  }

  @Test
  void garbageIsNone() {
    redis.put(NAMES.session(NAME), Bytes.ofHex("01ff"));
    assertThat(found(store)).isEmpty();
    Bytes place = NAMES.session(NAME);
    redis.put(place, seal(1).seal(place, new byte[] {0x30, 0x03, 0x02, 0x01, 0x01}));
    assertThat(found(store)).isEmpty();
  }

  @Test
  void whatIsTooLongIsNotKept() {
    SslSession large =
        session(7200).toBuilder().applicationData(Bytes.of(new byte[65_535])).build();
    store.keep(NAME, large);
    assertThat(redis.values()).isEmpty();
  }

  @Test
  void withoutRedisThereIsNone() {
    redis.setDown(true);
    store.keep(NAME, session(7200));
    assertThat(found(store)).isEmpty();
    store.remove(NAME);
  }

  @Test
  void anAnswerMayComeLater() {
    store.keep(NAME, session(7200));
    CompletableFuture<Void> go = redis.hold();
    CompletableFuture<Optional<SslSession>> answer =
        store.sessionAt(NAMES.session(NAME), redis::find);
    assertThat(answer).isNotDone();
    go.complete(null);
    assertThat(answer.join()).isPresent();
  }

  private Optional<SslSession> found(FleetSessions where) {
    return at(where, false);
  }

  private Optional<SslSession> at(FleetSessions where, boolean take) {
    return where.sessionAt(NAMES.session(NAME), take ? redis::take : redis::find).join();
  }

  private FleetSessions store(int fleetKey) {
    return new FleetSessions(redis, seal(fleetKey), NAMES, clock, new Questions(() -> {}));
  }

  private static FleetSeal seal(int fleetKey) {
    byte[] key = new byte[32];
    key[0] = (byte) fleetKey;
    return new FleetSeal(List.of(Secret.take(key)), new SecureRandom());
  }

  private SslSession session(long seconds) {
    return SslSession.builder(
            ProtocolVersion.TLS_1_3,
            CipherSuite.TLS_AES_128_GCM_SHA256,
            Secret.copyOf(SECRET.getBytes(ISO_8859_1)))
        .created(clock.instant())
        .lifetimeSeconds(seconds)
        .build();
  }
}
