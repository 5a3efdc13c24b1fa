// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.Secret;
import dev.jessel.testkit.TestClock;
import dev.jessel.wire.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class FleetTicketKeysTest {
  private static final Duration PERIOD = Duration.ofHours(2);
  private static final Duration ALONE = Duration.ofHours(24);
  private static final Bytes PLACE = Bytes.of("keys".getBytes(UTF_8));

  private final TestClock clock = TestClock.stopped();
  // Redis' clock is a day off: only its own differences count.
  private final FakeMemory redis = new FakeMemory(clock.instant().plus(Duration.ofDays(1)));
  private final SecureRandom random = new SecureRandom();
  private final FleetTicketKeys one = server(1);
  private final FleetTicketKeys two = server(1);

  @Test
  void allHaveTheKeysOfWhoCameFirst() {
    begin(one, two);
    assertThat(current(one)).isEqualTo(current(two));
    assertThat(next(one)).isEqualTo(next(two));
    assertThat(one.whose()).isEqualTo(RedisSessionsStatus.Keys.SHARED);
    assertThat(redis.life(PLACE)).isEqualTo(PERIOD.multipliedBy(3));
  }

  @Test
  void aNewServerGivesOthersTheTimeToRestoreTheKeysFirst() {
    assertThat(one.poll()).isDone();
    redis.pass(FleetLimits.NEWCOMER_WAITS.minusMillis(1));
    assertThat(one.poll()).isDone();
    assertThat(redis.value(PLACE)).isEmpty();
    redis.pass(Duration.ofMillis(1));
    assertThat(one.poll()).isDone();
    assertThat(redis.value(PLACE)).isPresent();
  }

  @Test
  void aServerBeginsWithKeysOfItsOwnAndJoinsLater() {
    begin(one);
    redis.setDown(true);
    poll(two);
    assertThat(two.whose()).isEqualTo(RedisSessionsStatus.Keys.OWN);
    assertThat(current(two)).isNotEqualTo(current(one));
    redis.setDown(false);
    poll(two);
    assertThat(current(two)).isEqualTo(current(one));
  }

  @Test
  void theKeyThatBecomesCurrentWasKnownForAPeriod() {
    begin(one, two);
    Bytes first = current(one);
    Bytes second = next(one);
    pass(PERIOD);
    poll(one);
    assertThat(current(one)).isEqualTo(second);
    assertThat(previous(one)).contains(first);
    // The other one has not learnt it yet, and knows the key all the same.
    assertThat(next(two)).isEqualTo(second);
    poll(two);
    assertThat(current(two)).isEqualTo(second);
    assertThat(next(two)).isEqualTo(next(one));
  }

  @Test
  void ofManyThatChangeTheKeysAtOnceOneDoes() {
    List<FleetTicketKeys> fleet = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      fleet.add(server(1));
    }
    FleetTicketKeys[] all = fleet.toArray(FleetTicketKeys[]::new);
    begin(all);
    pass(PERIOD);
    // All of them read before any of them writes.
    CompletableFuture<Void> go = redis.hold();
    fleet.forEach(server -> server.poll().isDone());
    go.complete(null);
    poll(all);
    assertThat(fleet).allMatch(server -> server.ring().generation() == 1);
    HashSet<Bytes> named = new HashSet<>();
    fleet.forEach(server -> named.add(next(server)));
    assertThat(named).hasSize(1);
  }

  @Test
  void nobodyChangesThemBeforeTheTime() {
    begin(one, two);
    pass(PERIOD.minusMillis(1));
    poll(one, two);
    assertThat(one.ring().generation()).isZero();
  }

  @Test
  void aServersOwnClockDoesNotMatter() {
    begin(one);
    clock.advance(Duration.ofDays(30));
    poll(one);
    assertThat(one.ring().generation()).isZero();
  }

  @Test
  void withoutRedisTheKeysServeForSomeTime() {
    begin(one, two);
    Bytes shared = current(one);
    redis.setDown(true);
    clock.advance(ALONE);
    poll(one);
    assertThat(current(one)).isEqualTo(shared);
    clock.advance(Duration.ofSeconds(1));
    poll(one);
    assertThat(current(one)).isNotEqualTo(shared);
    assertThat(one.whose()).isEqualTo(RedisSessionsStatus.Keys.OWN);
    // Its own it changes by itself.
    Bytes own = next(one);
    clock.advance(PERIOD);
    poll(one);
    assertThat(current(one)).isEqualTo(own);
  }

  @Test
  void keysThatRedisForgotAreRestored() {
    begin(one, two);
    pass(PERIOD);
    poll(one, two);
    Bytes shared = current(one);
    redis.forgetAll();
    poll(two);
    FleetTicketKeys three = server(1);
    poll(three, one);
    assertThat(List.of(current(one), current(two), current(three))).containsOnly(shared);
  }

  @Test
  void keysThatCameBackFromAnOldCopyAreReplacedByTheLatest() {
    begin(one, two);
    Bytes old = redis.value(PLACE).orElseThrow();
    pass(PERIOD);
    poll(one, two);
    pass(PERIOD);
    poll(one, two);
    Bytes shared = current(one);
    redis.put(PLACE, old);
    poll(one, two);
    assertThat(List.of(current(one), current(two))).containsOnly(shared);
    FleetTicketKeys three = server(1);
    poll(three);
    assertThat(current(three)).isEqualTo(shared);
  }

  @Test
  void whereAStrangersKeysTookThePlaceTheirsAreUsedAndOursOpenStill() {
    begin(one);
    Bytes before = current(one);
    redis.forgetAll();
    FleetTicketKeys newcomer = server(1);
    begin(newcomer);
    poll(one);
    assertThat(current(one)).isEqualTo(current(newcomer)).isNotEqualTo(before);
    assertThat(one.whose()).isEqualTo(RedisSessionsStatus.Keys.SHARED);
  }

  @Test
  void keysOfAnotherFleetKeyAreLeftAlone() {
    begin(one);
    Bytes value = redis.value(PLACE).orElseThrow();
    FleetTicketKeys stranger = server(2);
    pass(PERIOD.multipliedBy(2));
    poll(stranger);
    assertThat(stranger.whose()).isEqualTo(RedisSessionsStatus.Keys.UNREADABLE);
    assertThat(redis.value(PLACE)).contains(value);
    assertThat(current(stranger)).isNotEqualTo(current(one));
  }

  @Test
  void garbageIsLeftAloneToo() {
    redis.put(PLACE, Bytes.of((byte) 1, (byte) 2));
    begin(one);
    assertThat(one.whose()).isEqualTo(RedisSessionsStatus.Keys.UNREADABLE);
  }

  @Test
  void allKeysCanBeReplacedAtOnce() {
    begin(one, two);
    pass(PERIOD);
    poll(one, two);
    Bytes known = current(one);
    assertThat(one.replaceAll().join()).isTrue();
    poll(two);
    for (FleetTicketKeys server : List.of(one, two)) {
      assertThat(current(server)).isNotEqualTo(known);
      assertThat(previous(server)).isEmpty();
    }
    assertThat(current(one)).isEqualTo(current(two));
  }

  @Test
  void whatStandsInRedisShowsNoKey() {
    begin(one);
    String value = redis.value(PLACE).orElseThrow().hex();
    String secret = one.ring().current().secret().expose(bytes -> Bytes.of(bytes).hex());
    assertThat(value).doesNotContain(secret);
  }

  private FleetTicketKeys server(int fleetKey) {
    byte[] key = new byte[32];
    key[0] = (byte) fleetKey;
    FleetSeal seal = new FleetSeal(List.of(Secret.take(key)), random);
    FleetTicketKeys.KeyTimes times = new FleetTicketKeys.KeyTimes(PERIOD, ALONE);
    return new FleetTicketKeys(redis, seal, PLACE, times, random, clock, Runnable::run);
  }

  private void pass(Duration time) {
    redis.pass(time);
    clock.advance(time);
  }

  private void poll(FleetTicketKeys... servers) {
    for (FleetTicketKeys server : servers) {
      assertThat(server.poll()).isDone();
    }
  }

  /** The first ones of a fleet. */
  private void begin(FleetTicketKeys... servers) {
    poll(servers);
    redis.pass(FleetLimits.NEWCOMER_WAITS);
    poll(servers);
    poll(servers);
  }

  private static Bytes current(FleetTicketKeys server) {
    return server.ring().current().name();
  }

  private static Bytes next(FleetTicketKeys server) {
    return server.ring().next().name();
  }

  private static Optional<Bytes> previous(FleetTicketKeys server) {
    return server.ring().previous().map(key -> key.name());
  }
}
