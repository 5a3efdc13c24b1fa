// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jessel.wire.Bytes;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Redis, asked through Lettuce. */
final class LettuceMemory implements FleetMemory {
  private static final Bytes[] NO_VALUES = {};

  private final Link link;

  LettuceMemory(Link link) {
    this.link = link;
  }

  @Override
  public CompletableFuture<Optional<Bytes>> find(Bytes place) {
    return ask(redis -> redis.get(place)).thenApply(Optional::ofNullable);
  }

  @Override
  public CompletableFuture<Optional<Bytes>> take(Bytes place) {
    return ask(redis -> redis.getdel(place)).thenApply(Optional::ofNullable);
  }

  @Override
  public CompletableFuture<Boolean> keep(Bytes place, Bytes value, Duration life) {
    return ask(redis -> redis.set(place, value, SetArgs.Builder.px(life.toMillis())))
        .thenApply("OK"::equals);
  }

  @Override
  public CompletableFuture<Boolean> remove(Bytes place) {
    return ask(redis -> redis.del(place)).thenApply(count -> count > 0);
  }

  @Override
  public CompletableFuture<Reading> read(Bytes place) {
    return ask(redis -> run(redis, Scripts.READ, List.of(place), NO_VALUES))
        .thenApply(LettuceMemory::reading);
  }

  private static RedisFuture<List<Bytes>> run(
      RedisAsyncCommands<Bytes, Bytes> redis, String script, List<Bytes> keys, Bytes... values) {
    return redis.eval(script, ScriptOutputType.MULTI, keys.toArray(Bytes[]::new), values);
  }

  private static Reading reading(List<Bytes> answer) {
    String millis = new String(answer.get(1).toArray(), US_ASCII);
    return new Reading(
        Optional.ofNullable(answer.get(0)), Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  @Override
  public CompletableFuture<Boolean> replace(
      Bytes place, Optional<Bytes> expected, Bytes value, Duration life) {
    Bytes[] values =
        expected
            .map(old -> new Bytes[] {value, millis(life), old})
            .orElseGet(() -> new Bytes[] {value, millis(life)});
    return decide(Scripts.REPLACE, List.of(place), values);
  }

  @Override
  public CompletableFuture<Boolean> isFirst(
      Bytes memory, Optional<Bytes> event, Duration remembered) {
    List<Bytes> places = event.map(one -> List.of(memory, one)).orElseGet(() -> List.of(memory));
    return decide(Scripts.IS_FIRST, places, millis(remembered));
  }

  private CompletableFuture<Boolean> decide(String script, List<Bytes> keys, Bytes... values) {
    Bytes[] places = keys.toArray(Bytes[]::new);
    return ask(redis -> redis.<Long>eval(script, ScriptOutputType.INTEGER, places, values))
        .thenApply(answer -> answer == 1);
  }

  private static Bytes millis(Duration time) {
    return Bytes.of(Long.toString(time.toMillis()).getBytes(US_ASCII));
  }

  private <T> CompletableFuture<T> ask(
      Function<RedisAsyncCommands<Bytes, Bytes>, RedisFuture<T>> question) {
    try {
      return link.commands()
          .map(redis -> question.apply(redis).toCompletableFuture())
          .orElseGet(() -> CompletableFuture.failedFuture(new RedisException("not connected")));
    } catch (RedisException e) {
      // Lettuce throws where too many commands are on their way.
      return CompletableFuture.failedFuture(e);
    }
  }
}
