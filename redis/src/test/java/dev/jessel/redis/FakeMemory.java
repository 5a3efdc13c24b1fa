// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Redis as a test wants it: down, holding its answers back, or forgetful. */
final class FakeMemory implements FleetMemory {
  private final Map<Bytes, Bytes> values = new HashMap<>();
  private final Map<Bytes, Duration> lives = new HashMap<>();
  private Instant now;
  private boolean down;
  private Optional<CompletableFuture<Void>> held = Optional.empty();
  private int asked;

  FakeMemory(Instant now) {
    this.now = now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void setDown(boolean value) {
    down = value;
  }

  /** From now on answers come when the future that is returned ends. */
  CompletableFuture<Void> hold() {
    held = Optional.of(new CompletableFuture<>());
    return held.get();
  }

  void forgetAll() {
    values.clear();
  }

  Optional<Bytes> value(Bytes place) {
    return Optional.ofNullable(values.get(place));
  }

  void put(Bytes place, Bytes value) {
    values.put(place, value);
  }

  Duration life(Bytes place) {
    return lives.get(place);
  }

  Map<Bytes, Bytes> values() {
    return values;
  }

  int asked() {
    return asked;
  }

  @Override
  public CompletableFuture<Optional<Bytes>> find(Bytes place) {
    return answer(() -> value(place));
  }

  @Override
  public CompletableFuture<Optional<Bytes>> take(Bytes place) {
    return answer(() -> Optional.ofNullable(values.remove(place)));
  }

  @Override
  public CompletableFuture<Boolean> keep(Bytes place, Bytes value, Duration life) {
    return answer(
        () -> {
          values.put(place, value);
          lives.put(place, life);
          return true;
        });
  }

  @Override
  public CompletableFuture<Boolean> remove(Bytes place) {
    return answer(() -> values.remove(place) != null);
  }

  @Override
  public CompletableFuture<Reading> read(Bytes place) {
    return answer(() -> new Reading(value(place), now));
  }

  @Override
  public CompletableFuture<Boolean> replace(
      Bytes place, Optional<Bytes> expected, Bytes value, Duration life) {
    return answer(
        () -> {
          boolean same = value(place).equals(expected);
          if (same) {
            values.put(place, value);
            lives.put(place, life);
          }
          return same;
        });
  }

  @Override
  public CompletableFuture<Boolean> isFirst(
      Bytes memory, Optional<Bytes> event, Duration remembered) {
    return answer(() -> values.putIfAbsent(event.orElse(memory), Bytes.EMPTY) == null);
  }

  private <T> CompletableFuture<T> answer(Supplier<T> answer) {
    asked++;
    if (down) {
      return CompletableFuture.failedFuture(new IllegalStateException("down"));
    }
    T value = answer.get();
    return held.map(until -> until.thenApply(done -> value))
        .orElseGet(() -> CompletableFuture.completedFuture(value));
  }
}
