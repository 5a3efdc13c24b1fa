// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.interop.Eventually;
import dev.jessel.interop.peer.RedisServer;
import dev.jessel.wire.Bytes;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of Redis, with a real one: its answers, its restarts and its bad days. */
final class RedisMemoryIT {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration REMEMBERED = Duration.ofMillis(300);
  private static final String FILL =
      "\"for i = 1, 5000 do"
          + " redis.call('SET', 'filler' .. i, string.rep('x', 1000), 'EX', 10000) end"
          + " return 5000\"";
  private static final Bytes PLACE = bytes("place");
  private static final Bytes VALUE = bytes("value");
  private static final Bytes MEMORY = bytes("memory");

  @TempDir private Path directory;
  private RedisServer redis;
  private Link link;
  private LettuceMemory memory;
  private int events;

  @BeforeEach
  void start() {
    redis = RedisServer.start(directory);
    link = link(Duration.ofSeconds(10));
    memory = new LettuceMemory(link);
  }

  @AfterEach
  void stop() {
    link.close();
    redis.close();
  }

  // ---- Values

  @Test
  void aValueIsKeptFoundAndRemoved() {
    assertThat(memory.find(PLACE).join()).isEmpty();
    assertThat(memory.keep(PLACE, VALUE, LONG).join()).isTrue();
    assertThat(memory.find(PLACE).join()).contains(VALUE);
    assertThat(memory.remove(PLACE).join()).isTrue();
    assertThat(memory.remove(PLACE).join()).isFalse();
    assertThat(memory.find(PLACE).join()).isEmpty();
  }

  @Test
  void aValueIsGoneAfterItsTime() {
    assertThat(memory.keep(PLACE, VALUE, Duration.ofMillis(20)).join()).isTrue();
    Eventually.is("the value is gone", () -> memory.find(PLACE).join().isEmpty());
  }

  @Test
  void ofManyWhoTakeAValueOneGetsIt() {
    assertThat(memory.keep(PLACE, VALUE, LONG).join()).isTrue();
    List<CompletableFuture<Optional<Bytes>>> takers =
        IntStream.range(0, 50).mapToObj(i -> memory.take(PLACE)).toList();
    assertThat(takers.stream().filter(taker -> taker.join().isPresent())).hasSize(1);
  }

  @Test
  void aValueIsReplacedByWhoKnowsIt() {
    assertThat(memory.replace(PLACE, Optional.of(VALUE), VALUE, LONG).join()).isFalse();
    assertThat(memory.replace(PLACE, Optional.empty(), VALUE, LONG).join()).isTrue();
    assertThat(memory.replace(PLACE, Optional.empty(), PLACE, LONG).join()).isFalse();
    assertThat(memory.read(PLACE).join().value()).contains(VALUE);
    assertThat(memory.replace(PLACE, Optional.of(VALUE), PLACE, LONG).join()).isTrue();
    assertThat(memory.read(PLACE).join().value()).contains(PLACE);
  }

  @Test
  void readingTellsTheTime() {
    FleetMemory.Reading first = memory.read(PLACE).join();
    assertThat(first.value()).isEmpty();
    assertThat(memory.read(PLACE).join().now()).isBetween(first.now(), first.now().plus(LONG));
  }

  /** The page on sessions says what the user of a fleet may do. */
  @Test
  void theUserOfThePageMayDoAllThatIsNeeded() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "sessions.md"));
    Matcher rule = Pattern.compile("`(ACL SETUSER jessel [^`]*)`").matcher(page);
    assertThat(rule.find()).isTrue();
    assertThat(redis.tell(rule.group(1).split(" ", -1))).isEqualTo("+OK");
    RedisURI user = RedisURI.create("redis://jessel:password@127.0.0.1:" + redis.port());
    try (Link ofUser = new Link(user, Duration.ofSeconds(10), same -> same, () -> {})) {
      ofUser.connect();
      Eventually.is("there is a connection", ofUser::isUp);
      FleetMemory allowed = new LettuceMemory(ofUser);
      FleetNames names = new FleetNames("jessel:");
      Bytes place = names.session(VALUE);
      assertThat(allowed.keep(place, VALUE, LONG).join()).isTrue();
      assertThat(allowed.find(place).join()).contains(VALUE);
      assertThat(allowed.take(place).join()).contains(VALUE);
      assertThat(allowed.remove(place).join()).isFalse();
      assertThat(allowed.replace(names.ticketKeys(), Optional.empty(), VALUE, LONG).join())
          .isTrue();
      assertThat(allowed.read(names.ticketKeys()).join().value()).contains(VALUE);
      Optional<Bytes> event = Optional.of(names.early(VALUE));
      assertThat(allowed.isFirst(names.earlyMemory(), event, LONG).join()).isFalse();
      assertThatThrownBy(() -> allowed.find(PLACE).join()).hasMessageContaining("NOPERM");
    }
  }

  // ---- Early data

  @Test
  void nothingIsCertainUntilTheMemoryHasLasted() {
    Bytes early = event();
    assertThat(isFirst(early)).isFalse();
    awaitCertainty();
    assertThat(isFirst(event())).isTrue();
  }

  @Test
  void anEventIsFirstOnce() {
    awaitCertainty();
    Bytes event = event();
    List<CompletableFuture<Boolean>> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> memory.isFirst(MEMORY, Optional.of(event), LONG))
            .toList();
    assertThat(answers.stream().filter(CompletableFuture::join)).isEmpty();
    Bytes another = event();
    List<CompletableFuture<Boolean>> certain =
        IntStream.range(0, 50)
            .mapToObj(i -> memory.isFirst(MEMORY, Optional.of(another), REMEMBERED))
            .toList();
    assertThat(certain.stream().filter(CompletableFuture::join)).hasSize(1);
  }

  @Test
  void anEventThatComesAgainIsRememberedFromThenOn() {
    awaitCertainty();
    String name = "event " + events;
    Bytes event = event();
    assertThat(isFirst(event)).isTrue();
    assertThat(memory.isFirst(MEMORY, Optional.of(event), LONG).join()).isFalse();
    String left = redis.tell("PTTL", '"' + name + '"');
    assertThat(Long.parseLong(left.substring(1))).isGreaterThan(REMEMBERED.toMillis());
  }

  @Test
  void anEventOfTheUncertainTimeIsKnownAfterwards() {
    awaitCertainty();
    Bytes event = event();
    assertThat(memory.isFirst(MEMORY, Optional.of(event), LONG).join()).isFalse();
    assertThat(isFirst(event)).isFalse();
  }

  @Test
  void whatARestartBroughtBackIsNotTrusted() {
    awaitCertainty();
    assertThat(redis.tell("SAVE")).isEqualTo("+OK");
    Bytes lost = event();
    assertThat(memory.isFirst(MEMORY, Optional.of(lost), REMEMBERED).join()).isTrue();
    redis.stop();
    redis.startAgain();
    awaitConnection();
    assertThat(redis.tell("EXISTS", "memory")).isEqualTo(":1");
    assertThat(memory.isFirst(MEMORY, Optional.of(lost), LONG).join()).isFalse();
    assertThat(memory.isFirst(MEMORY, Optional.of(event()), LONG).join()).isFalse();
  }

  @Test
  void aFlushedMemoryBeginsAnew() {
    awaitCertainty();
    assertThat(redis.tell("FLUSHALL")).isEqualTo("+OK");
    assertThat(memory.isFirst(MEMORY, Optional.of(event()), REMEMBERED).join()).isFalse();
    awaitCertainty();
  }

  @Test
  void aMemoryFromWhichSomethingWasEvictedBeginsAnew() {
    awaitCertainty();
    assertThat(redis.tell("EVAL", FILL, "0")).isEqualTo(":5000");
    // The note itself stays, since it has no end.
    assertThat(redis.tell("CONFIG", "SET", "maxmemory-policy", "volatile-ttl")).isEqualTo("+OK");
    assertThat(memory.isFirst(MEMORY, Optional.of(event()), REMEMBERED).join()).isTrue();
    assertThat(redis.tell("CONFIG", "SET", "maxmemory", "4mb")).isEqualTo("+OK");
    assertThat(memory.isFirst(MEMORY, Optional.of(event()), REMEMBERED).join()).isFalse();
  }

  @Test
  void whoWasAReplicaInBetweenIsNotTrusted() {
    awaitCertainty();
    assertThat(redis.tell("REPLICAOF", "127.0.0.1", "1")).isEqualTo("+OK");
    assertThatThrownBy(() -> isFirst(event())).hasMessageContaining("READONLY");
    assertThat(redis.tell("REPLICAOF", "NO", "ONE")).isEqualTo("+OK");
    assertThat(memory.isFirst(MEMORY, Optional.of(event()), REMEMBERED).join()).isFalse();
  }

  // ---- Bad days

  @Test
  void whoIsSilentIsNotWaitedFor() {
    try (Link impatient = link(Duration.ofMillis(100))) {
      LettuceMemory hasty = new LettuceMemory(impatient);
      assertThat(redis.tell("CLIENT", "PAUSE", "60000", "ALL")).isEqualTo("+OK");
      assertThat(hasty.find(PLACE)).failsWithin(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aConnectionThatIsSilentIsReplaced() {
    var before = link.commands().orElseThrow();
    link.renew();
    awaitConnection();
    assertThat(link.commands().orElseThrow()).isNotSameAs(before);
    assertThat(memory.keep(PLACE, VALUE, LONG).join()).isTrue();
  }

  @Test
  void whileItIsDownEachQuestionFailsAndThenGoesOn() {
    redis.stop();
    Eventually.is("the loss is noticed", () -> !link.isUp());
    assertThat(memory.find(PLACE)).isCompletedExceptionally();
    redis.startAgain();
    awaitConnection();
    assertThat(memory.find(PLACE).join()).isEmpty();
  }

  @Test
  void whatWasAskedBeforeARestartIsNotAskedAgain() {
    assertThat(redis.tell("CLIENT", "PAUSE", "60000", "ALL")).isEqualTo("+OK");
    CompletableFuture<Boolean> kept = memory.keep(PLACE, VALUE, LONG);
    redis.stop();
    redis.startAgain();
    awaitConnection();
    assertThat(memory.find(PLACE).join()).isEmpty();
    Eventually.is("what was asked has failed", kept::isCompletedExceptionally);
  }

  private Link link(Duration answerWithin) {
    Link made =
        new Link(
            RedisURI.create("127.0.0.1", redis.port()), answerWithin, options -> options, () -> {});
    made.connect();
    Eventually.is("there is a connection", made::isUp);
    return made;
  }

  private void awaitConnection() {
    Eventually.is(
        "there is a connection again",
        () -> {
          link.connect();
          return link.isUp() && !memory.find(MEMORY).isCompletedExceptionally();
        });
  }

  private void awaitCertainty() {
    Eventually.is("the memory has lasted", () -> isFirst(event()));
  }

  private boolean isFirst(Bytes event) {
    return memory.isFirst(MEMORY, Optional.of(event), REMEMBERED).join();
  }

  private Bytes event() {
    return bytes("event " + events++);
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(US_ASCII));
  }
}
