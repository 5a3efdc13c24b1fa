// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ProtocolVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server among several that share an address speaks what it speaks alone, and nothing older. */
class VersionOfAnotherContextTest {
  private static final String KEY_TRANSPORT = "kRSA:SSLv2";

  static ProtocolVersion[] old() {
    return new ProtocolVersion[] {
      ProtocolVersion.TLS_1_1,
      ProtocolVersion.TLS_1_0,
      ProtocolVersion.SSL_3_0,
      ProtocolVersion.SSL_2
    };
  }

  @ParameterizedTest
  @MethodSource("old")
  void aContextThatDoesNotSpeakTheVersionIsNoWayOn(ProtocolVersion version) {
    SslContext strict = server(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3);
    try (Pair pair = pair(version, strict)) {
      assertThatThrownBy(pair::connect)
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.UNSUPPORTED_PROTOCOL));
    }
  }

  @ParameterizedTest
  @MethodSource("old")
  void oneThatDoesIs(ProtocolVersion version) throws SslException {
    try (Pair pair = pair(version, server(version, version))) {
      assertThat(pair.connect().server().version()).contains(version);
    }
  }

  private static Pair pair(ProtocolVersion version, SslContext other) {
    SslContext.Builder first =
        OldPair.server()
            .securityLevel(0)
            .minVersion(ProtocolVersion.SSL_2)
            .cipherList(KEY_TRANSPORT)
            .contextSelector(hello -> SslReply.now(other));
    return Pair.of(
        OldPair.speaking(OldPair.client(), version).cipherList(KEY_TRANSPORT).build(),
        first.build());
  }

  private static SslContext server(ProtocolVersion min, ProtocolVersion max) {
    return OldPair.server()
        .credential(OldPair.RSA)
        .securityLevel(0)
        .minVersion(min)
        .maxVersion(max)
        .cipherList(KEY_TRANSPORT)
        .build();
  }
}
