// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.crypto.Secret;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RedisSessionsTest {
  @Test
  void aFleetKeyMustBeGivenOrSaidToBeMissing() throws IOException {
    RedisSessions.Builder builder = RedisSessions.at(nobody());
    assertThatThrownBy(builder::connect).isInstanceOf(IllegalStateException.class);
    builder.fleetKey(Secret.zeros(32)).withoutFleetKey();
    assertThatThrownBy(builder::connect).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() throws IOException {
    RedisSessions.Builder builder = RedisSessions.at(nobody());
    assertThatThrownBy(() -> builder.fleetKey(Secret.zeros(16)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.keyPeriod(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.keysAlone(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.answerWithin(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.clockSkew(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whereThereIsNoRedisAServerBeginsAllTheSame() throws IOException {
    try (RedisSessions fleet = fleet()) {
      assertThat(fleet.status().keys()).isEqualTo(RedisSessionsStatus.Keys.OWN);
      assertThat(fleet.status().connected()).isFalse();
      assertThat(fleet.joined()).isNotDone();
      assertThat(fleet.settled()).isCompletedExceptionally();
      assertThat(fleet.replaceTicketKeys()).isCompletedExceptionally();
      assertThat(fleet.ticketKeys()).isNotNull();
    }
  }

  @Test
  void aCallIsRepeatedWhileItWaits() throws Exception {
    Iterator<SslStatus> says =
        List.of(SslStatus.WANT_SESSION, SslStatus.WANT_SESSION, SslStatus.DONE).iterator();
    try (RedisSessions fleet = fleet()) {
      assertThat(fleet.untilAnswered(says::next)).isEqualTo(SslStatus.DONE);
      assertThat(fleet.untilAnswered(() -> SslStatus.WANT_READ)).isEqualTo(SslStatus.WANT_READ);
      assertThatThrownBy(() -> fleet.untilAnswered(RedisSessionsTest::fail))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static SslStatus fail() throws SslException {
    throw new IllegalStateException("the call failed");
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    Set<Thread> before = threads();
    RedisSessions fleet = fleet();
    Set<Thread> begun = threads();
    begun.removeAll(before);
    assertThat(begun).isNotEmpty();
    fleet.close();
    fleet.close();
    for (Thread thread : begun) {
      thread.join(20_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  /** Those of Netty that serve the whole process are no one's to end. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(jessel-redis|lettuce-).*"))
        .collect(Collectors.toSet());
  }

  private static RedisSessions fleet() throws IOException {
    return RedisSessions.at(nobody())
        .fleetKey(Secret.zeros(32))
        .answerWithin(Duration.ofMillis(20))
        .connect();
  }

  /** Where nobody listens. */
  private static RedisURI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return RedisURI.create("127.0.0.1", socket.getLocalPort());
    }
  }
}
