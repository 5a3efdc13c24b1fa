// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The module is there, and still nothing old is spoken unless minimum and level both ask for it.
 */
class OldVersionsStayOffTest {
  /** What a side asks for that does not ask for old versions in full. */
  enum Settings {
    DEFAULTS,
    MINIMUM_ALONE,
    LEVEL_ALONE;

    SslContext.Builder apply(SslContext.Builder builder) {
      return switch (this) {
        case DEFAULTS -> builder;
        case MINIMUM_ALONE -> builder.minVersion(ProtocolVersion.SSL_3_0);
        case LEVEL_ALONE -> builder.securityLevel(0);
      };
    }
  }

  static Stream<Arguments> reluctant() {
    return old()
        .flatMap(
            version ->
                Arrays.stream(Settings.values()).map(settings -> Arguments.of(version, settings)));
  }

  static Stream<ProtocolVersion> old() {
    return Stream.of(ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0, ProtocolVersion.SSL_3_0);
  }

  @ParameterizedTest
  @MethodSource("reluctant")
  void aServerRefusesAnOldClient(ProtocolVersion version, Settings settings) {
    assertRefused(OldPair.speaking(OldPair.client(), version), settings.apply(OldPair.server()));
  }

  @ParameterizedTest
  @MethodSource("reluctant")
  void aClientRefusesAnOldServer(ProtocolVersion version, Settings settings) {
    assertRefused(settings.apply(OldPair.client()), OldPair.speaking(OldPair.server(), version));
  }

  @ParameterizedTest
  @MethodSource("old")
  void minimumAndLevelTogetherAllowIt(ProtocolVersion version) throws SslException {
    try (Pair pair =
        pair(
                OldPair.speaking(OldPair.client(), version),
                OldPair.server()
                    .minVersion(ProtocolVersion.SSL_3_0)
                    .securityLevel(0)
                    .cipherList("ALL:!aNULL"))
            .connect()) {
      assertThat(pair.server().version()).contains(version);
    }
  }

  private static void assertRefused(SslContext.Builder client, SslContext.Builder server) {
    try (Pair pair = pair(client, server)) {
      assertThatThrownBy(pair::connect)
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.UNSUPPORTED_PROTOCOL));
    }
  }

  private static Pair pair(SslContext.Builder client, SslContext.Builder server) {
    return Pair.of(
        Conduct.PLAIN.settings(client, List.of(), OldPair.CRYPTO).build(),
        Conduct.PLAIN.settings(server, List.of(OldPair.RSA), OldPair.CRYPTO).build());
  }
}
