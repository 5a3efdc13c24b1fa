// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.SslTicketKeys;
import dev.jessel.wire.Bytes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Keeps a server's ticket keys those of its fleet. Whoever finds the keys in Redis due for a change
 * proposes the next ones, in place of what it has read: one proposal is taken, and all learn it
 * from Redis. The key that becomes current was there as the next one for a whole period. Time is
 * Redis', so the servers' clocks do not matter.
 *
 * <p>All that changes happens on one executor.
 */
final class FleetTicketKeys {
  private final FleetMemory memory;
  private final FleetSeal seal;
  private final Bytes place;
  private final KeyTimes times;
  private final SecureRandom random;
  private final Clock clock;
  private final Executor executor;
  private final SslTicketKeys keys;
  private Instant heard;
  private Optional<Instant> missingSince = Optional.empty();
  private volatile KeyRing ring;
  private volatile boolean shared;
  private volatile boolean unreadable;

  /**
   * When keys change.
   *
   * @param period how often, with Redis
   * @param alone how long the fleet's keys are used without it
   */
  record KeyTimes(Duration period, Duration alone) {}

  /**
   * Keys of this server's own, to begin with.
   *
   * @param executor one thread, where all goes on
   */
  FleetTicketKeys(
      FleetMemory memory,
      FleetSeal seal,
      Bytes place,
      KeyTimes times,
      SecureRandom random,
      Clock clock,
      Executor executor) {
    this.memory = memory;
    this.seal = seal;
    this.place = place;
    this.times = times;
    this.random = random;
    this.clock = clock;
    this.executor = executor;
    this.heard = clock.instant();
    this.ring = KeyRing.fresh(random, heard);
    this.keys = SslTicketKeys.of(ring.current(), Optional.of(ring.next()), Optional.empty());
  }

  /** The keys to give to a context. */
  SslTicketKeys keys() {
    return keys;
  }

  /** Whose keys they are. */
  RedisSessionsStatus.Keys whose() {
    RedisSessionsStatus.Keys used =
        shared ? RedisSessionsStatus.Keys.SHARED : RedisSessionsStatus.Keys.OWN;
    return unreadable ? RedisSessionsStatus.Keys.UNREADABLE : used;
  }

  /** What is in use. */
  KeyRing ring() {
    return ring;
  }

  /**
   * Asks Redis for the keys, and changes them where it is time.
   *
   * @return ends when this server uses what it has learnt; fails when Redis did not answer
   */
  CompletableFuture<Void> poll() {
    return memory
        .read(place)
        .thenComposeAsync(this::learn, executor)
        .whenCompleteAsync((done, failure) -> standAlone(), executor);
  }

  /**
   * Replaces all keys of the fleet by new ones. Once a server has learnt of it no older one opens
   * anything there.
   *
   * @return false when another server changed them at the same time
   */
  CompletableFuture<Boolean> replaceAll() {
    return memory
        .read(place)
        .thenComposeAsync(
            found -> propose(found, KeyRing.fresh(random, found.now()).alone()), executor);
  }

  private CompletableFuture<Void> learn(FleetMemory.Reading found) {
    Optional<KeyRing> theirs = found.value().flatMap(this::opened);
    unreadable = found.value().isPresent() && theirs.isEmpty();
    if (unreadable) {
      // Of another fleet key, or release: whoever can read them must find them as they are.
      return CompletableFuture.completedFuture(null);
    }
    return theirs.filter(this::isNoStepBack).isPresent()
        ? follow(theirs.get(), found)
        : restore(theirs, found);
  }

  private CompletableFuture<Void> follow(KeyRing theirs, FleetMemory.Reading found) {
    boolean due = theirs.isDue(found.now(), times.period());
    adopt(theirs);
    return due
        ? propose(found, ring.turned(random, found.now())).thenApply(won -> null)
        : CompletableFuture.completedFuture(null);
  }

  /** Redis has no keys, or some that this server has seen replaced. */
  private CompletableFuture<Void> restore(Optional<KeyRing> theirs, FleetMemory.Reading found) {
    theirs.ifPresent(old -> old.destroyBeside(ring));
    Instant firstAsked = missingSince.orElse(found.now());
    missingSince = Optional.of(firstAsked);
    boolean early = !shared && found.now().isBefore(firstAsked.plus(FleetLimits.NEWCOMER_WAITS));
    return early
        ? CompletableFuture.completedFuture(null)
        // Keys of our own were made by our clock.
        : propose(found, shared ? ring : ring.since(found.now())).thenApply(won -> null);
  }

  /**
   * Redis may have forgotten what it was told last, when it was restarted or a replica took over.
   */
  private boolean isNoStepBack(KeyRing theirs) {
    return !(shared && theirs.isAkinTo(ring) && theirs.generation() < ring.generation());
  }

  private CompletableFuture<Boolean> propose(FleetMemory.Reading found, KeyRing wanted) {
    byte[] encoded = wanted.encode();
    Bytes sealed = seal.seal(place, encoded);
    Arrays.fill(encoded, (byte) 0);
    Duration life = times.period().multipliedBy(FleetLimits.PERIODS_KEPT);
    return memory
        .replace(place, found.value(), sealed, life)
        .whenCompleteAsync((won, failure) -> proposed(wanted, failure == null && won), executor);
  }

  private void proposed(KeyRing wanted, boolean won) {
    if (won) {
      adopt(wanted);
    } else {
      wanted.destroyBeside(ring);
    }
  }

  private Optional<KeyRing> opened(Bytes sealed) {
    return seal.open(place, sealed)
        .flatMap(
            encoded -> {
              Optional<KeyRing> decoded = KeyRing.decode(encoded);
              Arrays.fill(encoded, (byte) 0);
              return decoded;
            });
  }

  private void adopt(KeyRing theirs) {
    heard = clock.instant();
    missingSince = Optional.empty();
    if (shared && theirs.isAkinTo(ring) && theirs.generation() == ring.generation()) {
      theirs.destroyBeside(ring);
    } else {
      use(theirs);
    }
    shared = true;
  }

  private void use(KeyRing wanted) {
    KeyRing before = ring;
    keys.change(wanted.current(), Optional.of(wanted.next()), wanted.previousOr(before.current()));
    ring = wanted;
    before.destroyBeside(wanted);
  }

  /** Without Redis: the fleet's keys serve for some time, then keys of this server's own. */
  private void standAlone() {
    Instant now = clock.instant();
    if (shared && now.isAfter(heard.plus(times.alone()))) {
      use(KeyRing.fresh(random, now));
      shared = false;
    } else if (!shared && ring.isDue(now, times.period())) {
      use(ring.turned(random, now));
    }
  }
}
