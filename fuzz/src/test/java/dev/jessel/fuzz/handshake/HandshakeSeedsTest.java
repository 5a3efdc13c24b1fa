// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A seed is of use only when the handshake that it tells of comes to its end. */
class HandshakeSeedsTest {
  @TestFactory
  Stream<DynamicTest> clientsAreEstablished() {
    return established(HandshakeSeeds.clients(), Handshakes::client);
  }

  @TestFactory
  Stream<DynamicTest> serversAreEstablished() {
    return established(HandshakeSeeds.servers(), Handshakes::server);
  }

  private static Stream<DynamicTest> established(
      Map<String, byte[]> seeds, Function<byte[], Victim> run) {
    return seeds.entrySet().stream()
        .map(
            seed ->
                DynamicTest.dynamicTest(seed.getKey(), () -> isEstablished(seed.getValue(), run)));
  }

  private static void isEstablished(byte[] seed, Function<byte[], Victim> run) {
    Victim victim = run.apply(seed);
    assertThat(victim.failure()).isEmpty();
    assertThat(victim.wasEstablished()).isTrue();
    assertThat(victim.hasEnded() || victim.speaksSsl2()).isTrue();
  }
}
