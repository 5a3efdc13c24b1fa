// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslException;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.VerifyResult;

/** The handshakes of TLS 1.2 that must go well, each of them in all four ways. */
class Tls12HandshakeTest {
  @FourWays
  void aFullHandshakeConnects(Handshake handshake) throws SslException {
    try (Pair pair = old(handshake).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(pair.server().version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(pair.client().cipherSuite()).isEqualTo(pair.server().cipherSuite());
      assertThat(pair.client().group()).contains(NamedGroup.X25519);
      assertThat(pair.client().verifyResult()).isEqualTo(VerifyResult.OK);
      assertThat(pair.client().serverRandom()).isEqualTo(pair.server().serverRandom());
      Handshake.exchange(pair, 50_000);
    }
  }

  private static Handshake old(Handshake handshake) {
    return handshake.server(b -> b.maxVersion(ProtocolVersion.TLS_1_2));
  }
}
